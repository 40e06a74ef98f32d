"""Recency, frequency, monetary: scores and segments of customers, pure.

- `cohorts/`: Customers by the period of their first order: who comes back.
- `facts/`: What is known of each customer, for conditions and for a customer's page.
- `lifetime_value/`: What customers are worth, and which of them are slipping away.
- `migration/`: Who moved between two dates, and with how much money.
- `watch/`: KPIs against their targets and their own past.
- `additive`: Counts and money that add up over the parts of the customers, field by field.
- `bins`: How the customers of a dimension spread over its scores.
- `customer_table`: One row a customer: values, scores and segment.
- `customers`: Recency, frequency and monetary value of each customer.
- `concentration`: On how few customers the revenue rests, and how many came back.
- `cut_points`: Where the scores of a dimension part, found from value counts.
- `engagement`: How often each customer was touched: engagement as a frequency.
- `errors`: The mistakes of RFM settings and segment maps, each with its sentence.
- `notes`: What a reader of scores and segments should be warned about.
- `order_runs`: Orders by customer and day: what is asked of a customer is asked of a slice.
- `order_sums`: Orders and their money by what a report of some days makes of them: what money
  reconciles to.
- `scores`: Scores from 1, worst, to the number of bins: fixed scales, applied to any customers.
- `segment_statistics`: What segments hold, in integers that add up over the parts of the
  customers.
- `segment_table`: The segment table: one row a segment, with what its customers are worth and
  like.
- `segmentation`: RFM from measured customers to scales, segments and their table, whatever the
  parts.
- `segments`: Segments: named regions of the scores, each with what to do about its customers.
- `settings`: How customers are measured and scored.
- `units`: Money in the units that scores, cut points and tables count in.
- `value_counts`: How many rows have each value: the additive statistic behind scores, quantiles
  and medians.
"""

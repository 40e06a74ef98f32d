-- The six models in ClickHouse's SQL: the touches of a customer are one sorted array, a journey is
-- what a filter leaves of it. Touches of one second stand in no stated order.
CREATE TABLE orders ENGINE = Memory AS
SELECT customer_id, toInt32(toUnixTimestamp(ordered_at)) AS ordered, revenue
FROM file('{ORDERS}', CSVWithNames,
    'order_id String, customer_id String, ordered_at DateTime(\'UTC\'), revenue Float64');

CREATE TABLE journeys ENGINE = Memory AS
SELECT
    revenue,
    arrayFilter(
        touch -> touch.1 BETWEEN ordered - 30 * 86400 AND ordered, touches
    ) AS steps,
    arrayMap(touch -> touch.2, steps) AS channels,
    length(steps) AS length,
    arrayFilter(channel -> channel != 'Direct', channels) AS known,
    arrayMap(touch -> pow(2, (touch.1 - ordered) / (7 * 86400)), steps) AS weights,
    arraySum(weights) AS weight
FROM orders LEFT JOIN (
    SELECT
        customer_id,
        arraySort(touch -> touch.1, groupArray((toInt32(toUnixTimestamp(touched_at)), channel)))
            AS touches
    FROM file('{TOUCHPOINTS}', CSVWithNames,
        'customer_id String, touched_at DateTime(\'UTC\'), channel LowCardinality(String)')
    WHERE customer_id IN (SELECT customer_id FROM orders)
    GROUP BY customer_id
) AS touched USING (customer_id);

SELECT
    credit.1 AS model,
    channel,
    sum(credit.2) AS conversions,
    sum(credit.2 * revenue) AS revenue
FROM (
    SELECT
        revenue,
        touch.1 AS place,
        touch.2 AS channel,
        touch.3 AS share,
        toFloat64(place = 1) AS first,
        toFloat64(place = length) AS last,
        if(empty(known), last, toFloat64(place = arrayLastIndex(each -> each != 'Direct', channels)))
            AS last_non_direct,
        if(
            length <= 2,
            (first + last) / 2,
            0.4 * first + 0.4 * last + 0.2 * (1 - first - last) / (length - 2)
        ) AS position_based,
        arrayJoin([
            ('last', last), ('last_non_direct', last_non_direct), ('first', first),
            ('linear', 1 / length), ('time_decay', share), ('position_based', position_based)
        ]) AS credit
    FROM journeys
    ARRAY JOIN arrayMap(
        (place, channel, part) -> (place, channel, part / weight),
        arrayEnumerate(channels), channels, weights
    ) AS touch
    WHERE length > 0
    UNION ALL
    SELECT
        revenue, 1, '(unattributed)', 1, 1, 1, 1, 1,
        (arrayJoin(['last', 'last_non_direct', 'first', 'linear', 'time_decay', 'position_based']), 1.)
    FROM journeys WHERE length = 0
)
GROUP BY model, channel;

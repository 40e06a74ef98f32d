-- The six models as SQL: 30 days of elapsed time, both ends included, ties in time by row.
-- Each touch of a journey is read once; everything after the second statement is small.
CREATE TEMP TABLE touches AS
SELECT customer_id, touched_at, channel FROM read_csv(getvariable('touchpoints'));

CREATE TEMP TABLE orders AS
SELECT order_id, customer_id, ordered_at, revenue FROM read_csv(getvariable('orders'));

-- One row an order and channel. The row id tells a table's rows in the order of the file; packed
-- below the second, one number orders the touches of a journey.
CREATE TEMP TABLE contacts AS
SELECT
    order_id,
    channel,
    count(*) AS touches,
    sum(pow(2, (epoch(touched_at) - epoch(ordered_at)) / (7 * 86400))) AS decay,
    min(epoch(touched_at)::BIGINT << 32 | touches.rowid) AS first_place,
    max(epoch(touched_at)::BIGINT << 32 | touches.rowid) AS last_place
FROM orders JOIN touches USING (customer_id)
WHERE touched_at BETWEEN ordered_at - INTERVAL 30 DAY AND ordered_at
GROUP BY order_id, channel;

CREATE TEMP TABLE journeys AS
SELECT
    order_id,
    sum(touches) AS touches,
    sum(decay) AS decay,
    arg_min(channel, first_place) AS first_channel,
    arg_max(channel, last_place) AS last_channel,
    coalesce(
        arg_max(channel, last_place) FILTER (channel <> 'Direct'),
        arg_max(channel, last_place)
    ) AS last_non_direct_channel
FROM contacts GROUP BY order_id;

CREATE TEMP TABLE credits AS
SELECT
    order_id,
    contacts.channel,
    (contacts.channel = last_channel)::DOUBLE AS last,
    (contacts.channel = last_non_direct_channel)::DOUBLE AS last_non_direct,
    (contacts.channel = first_channel)::DOUBLE AS first,
    contacts.touches / journeys.touches AS linear,
    contacts.decay / journeys.decay AS time_decay,
    CASE
        WHEN journeys.touches <= 2 THEN (first + last) / 2
        ELSE 0.4 * first + 0.4 * last
            + 0.2 * (contacts.touches - first - last) / (journeys.touches - 2)
    END AS position_based
FROM contacts JOIN journeys USING (order_id)
UNION ALL
SELECT order_id, '(unattributed)', 1, 1, 1, 1, 1, 1
FROM orders ANTI JOIN journeys USING (order_id);

SELECT model, channel, sum(credit) AS conversions, sum(credit * revenue) AS revenue
FROM (
    UNPIVOT credits
    ON last, last_non_direct, first, linear, time_decay, position_based
    INTO NAME model VALUE credit
)
JOIN orders USING (order_id)
GROUP BY model, channel;

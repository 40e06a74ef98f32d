-- The six models as SQL: 30 days of elapsed time, both ends included, ties in time by row.
-- Customers, times and channels are narrow integers, and only touches of customers with orders are
-- kept: the joins and groups below move a third of the bytes that texts and timestamps would.
-- Each touch of a journey is read once; everything after the statement on contacts is small.
CREATE TEMP TABLE bought AS
SELECT customer_id, epoch(ordered_at)::INTEGER AS ordered_at, revenue
FROM read_csv(getvariable('orders'));

CREATE TEMP TABLE buyers AS
SELECT customer_id, (row_number() OVER ())::INTEGER AS customer
FROM (SELECT DISTINCT customer_id FROM bought);

CREATE TEMP TABLE orders AS
SELECT bought.rowid::INTEGER AS number, customer, ordered_at, revenue
FROM bought JOIN buyers USING (customer_id);

-- The row id tells a table's rows in the order of the file.
CREATE TEMP TABLE touched AS
SELECT customer_id, epoch(touched_at)::INTEGER AS touched_at, channel
FROM read_csv(getvariable('touchpoints'));

CREATE TYPE channel AS ENUM (SELECT DISTINCT channel FROM touched);

CREATE TEMP TABLE touches AS
SELECT customer, touched_at, touched.rowid::INTEGER AS place, channel::channel AS channel
FROM touched JOIN buyers USING (customer_id);

-- One row an order and channel. Packed below the second, one number orders a journey's touches.
CREATE TEMP TABLE contacts AS
SELECT
    number,
    channel,
    count(*)::INTEGER AS touches,
    sum(pow(2, (touched_at - ordered_at) / (7 * 86400))) AS decay,
    min(touched_at::BIGINT << 32 | place) AS first_place,
    max(touched_at::BIGINT << 32 | place) AS last_place
FROM orders JOIN touches USING (customer)
WHERE touched_at BETWEEN ordered_at - 30 * 86400 AND ordered_at
GROUP BY number, channel;

CREATE TEMP TABLE journeys AS
SELECT
    number,
    sum(touches) AS touches,
    sum(decay) AS decay,
    arg_min(channel, first_place) AS first_channel,
    arg_max(channel, last_place) AS last_channel,
    coalesce(
        arg_max(channel, last_place) FILTER (channel <> 'Direct'),
        arg_max(channel, last_place)
    ) AS last_non_direct_channel
FROM contacts GROUP BY number;

CREATE TEMP VIEW credits AS
SELECT
    number,
    contacts.channel::VARCHAR AS channel,
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
FROM contacts JOIN journeys USING (number)
UNION ALL
SELECT number, '(unattributed)', 1, 1, 1, 1, 1, 1
FROM orders ANTI JOIN journeys USING (number);

SELECT
    unnest([
        'last', 'last_non_direct', 'first', 'linear', 'time_decay', 'position_based'
    ]) AS model,
    channel,
    unnest([
        sum(last), sum(last_non_direct), sum(first),
        sum(linear), sum(time_decay), sum(position_based)
    ]) AS conversions,
    unnest([
        sum(last * revenue), sum(last_non_direct * revenue), sum(first * revenue),
        sum(linear * revenue), sum(time_decay * revenue), sum(position_based * revenue)
    ]) AS revenue
FROM credits JOIN orders USING (number)
GROUP BY channel;

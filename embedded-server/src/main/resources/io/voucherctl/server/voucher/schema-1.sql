-- Times are milliseconds since 1970 in UTC, flags are 0 or 1, sums are whole numbers of the smallest
-- currency unit; metadata, address and items are JSON text. seq is the order of insertion.

CREATE TABLE voucher (
  seq INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  code TEXT NOT NULL,
  type TEXT NOT NULL,
  discount_type TEXT,
  discount_amount BIGINT,
  discount_percent TEXT,
  discount_limit BIGINT,
  discount_effect TEXT,
  discount_units TEXT,
  discount_formula TEXT,
  gift_amount BIGINT,
  gift_balance BIGINT,
  category TEXT,
  start_date BIGINT,
  expiration_date BIGINT,
  days_of_week TEXT,
  active SMALLINT NOT NULL,
  additional_info TEXT,
  metadata TEXT NOT NULL,
  quantity BIGINT,
  redeemed_quantity BIGINT NOT NULL,
  redeemed_amount BIGINT NOT NULL,
  publish_count BIGINT NOT NULL,
  holder_id TEXT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT,
  UNIQUE (tenant, code),
  UNIQUE (tenant, id),
  CHECK (redeemed_quantity >= 0 AND (quantity IS NULL OR redeemed_quantity <= quantity)),
  CHECK (gift_balance IS NULL OR (gift_balance >= 0 AND gift_balance <= gift_amount))
);

CREATE TABLE customer (
  seq INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  source_id TEXT,
  name TEXT,
  description TEXT,
  email TEXT,
  phone TEXT,
  birthdate TEXT,
  address TEXT,
  metadata TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT,
  UNIQUE (tenant, id),
  UNIQUE (tenant, source_id)
);

CREATE TABLE orders (
  seq INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  source_id TEXT,
  status TEXT NOT NULL,
  amount BIGINT,
  initial_amount BIGINT,
  discount_amount BIGINT NOT NULL,
  applied_amount BIGINT NOT NULL,
  items_discount_amount BIGINT NOT NULL,
  items_applied_amount BIGINT NOT NULL,
  items TEXT,
  metadata TEXT NOT NULL,
  customer_id TEXT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT,
  UNIQUE (tenant, id),
  UNIQUE (tenant, source_id)
);

CREATE TABLE redemption (
  seq INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  failure_code TEXT,
  failure_message TEXT,
  voucher_id TEXT NOT NULL,
  customer_id TEXT,
  tracking_id TEXT,
  order_id TEXT,
  amount BIGINT,
  metadata TEXT,
  reason TEXT,
  undone TEXT,
  rollback_id TEXT,
  rollback_date BIGINT,
  UNIQUE (tenant, id)
);

CREATE INDEX redemption_by_order ON redemption (tenant, order_id) WHERE order_id IS NOT NULL;

CREATE TABLE publication (
  seq INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  source_id TEXT,
  voucher_id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  channel TEXT NOT NULL,
  metadata TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (tenant, id),
  UNIQUE (tenant, source_id)
);

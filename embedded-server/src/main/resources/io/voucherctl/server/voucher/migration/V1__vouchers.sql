-- Times are milliseconds since 1970 in UTC, flags are 0 or 1, sums are whole numbers of the smallest
-- currency unit; metadata, address, items and the like are JSON text. seq is the order of insertion.
-- ${seq} numbers rows; ${key} is text that is compared byte by byte, so that every database sorts
-- it alike.

CREATE TABLE voucher (
  seq ${seq},
  tenant ${key} NOT NULL,
  id ${key} NOT NULL,
  code ${key} NOT NULL,
  campaign_id ${key},
  campaign ${key},
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
  category ${key},
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
  holder_id ${key},
  created_at BIGINT NOT NULL,
  updated_at BIGINT,
  UNIQUE (tenant, code),
  UNIQUE (tenant, id),
  CHECK (redeemed_quantity >= 0 AND (quantity IS NULL OR redeemed_quantity <= quantity)),
  CHECK (gift_balance IS NULL OR (gift_balance >= 0 AND gift_balance <= gift_amount))
);

CREATE INDEX voucher_by_creation ON voucher (tenant, created_at, seq);
CREATE INDEX voucher_by_change ON voucher (tenant, (COALESCE(updated_at, 0)), seq);
CREATE INDEX voucher_by_category ON voucher (tenant, category, created_at, seq)
  WHERE category IS NOT NULL;
CREATE INDEX voucher_by_campaign ON voucher (tenant, campaign_id, created_at, seq)
  WHERE campaign_id IS NOT NULL;
CREATE INDEX voucher_by_holder ON voucher (tenant, holder_id, created_at, seq)
  WHERE holder_id IS NOT NULL;
CREATE INDEX voucher_unpublished ON voucher (tenant, campaign_id, seq)
  WHERE campaign_id IS NOT NULL AND publish_count = 0 AND active = 1;

-- vouchers_count is what is there; generated_at is when the last of the codes asked for were made.
CREATE TABLE campaign (
  seq ${seq},
  tenant ${key} NOT NULL,
  id ${key} NOT NULL,
  name ${key} NOT NULL,
  campaign_type TEXT NOT NULL,
  type TEXT NOT NULL,
  voucher TEXT NOT NULL,
  join_once SMALLINT NOT NULL,
  auto_join SMALLINT NOT NULL,
  start_date BIGINT,
  expiration_date BIGINT,
  vouchers_count BIGINT NOT NULL,
  active SMALLINT NOT NULL,
  description TEXT,
  category ${key},
  metadata TEXT NOT NULL,
  generation_status TEXT NOT NULL,
  generated_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT,
  UNIQUE (tenant, name),
  UNIQUE (tenant, id)
);

CREATE INDEX campaign_by_creation ON campaign (tenant, created_at, seq);

CREATE TABLE customer (
  seq ${seq},
  tenant ${key} NOT NULL,
  id ${key} NOT NULL,
  source_id ${key},
  name ${key},
  description TEXT,
  email ${key},
  phone TEXT,
  birthdate TEXT,
  address TEXT,
  city ${key},
  metadata TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT,
  UNIQUE (tenant, id),
  UNIQUE (tenant, source_id)
);

CREATE INDEX customer_by_creation ON customer (tenant, created_at, seq);
CREATE INDEX customer_by_name ON customer (tenant, name, created_at, seq) WHERE name IS NOT NULL;
CREATE INDEX customer_by_email ON customer (tenant, email, created_at, seq)
  WHERE email IS NOT NULL;
CREATE INDEX customer_by_city ON customer (tenant, city, created_at, seq) WHERE city IS NOT NULL;

CREATE TABLE orders (
  seq ${seq},
  tenant ${key} NOT NULL,
  id ${key} NOT NULL,
  source_id ${key},
  status TEXT NOT NULL,
  amount BIGINT,
  initial_amount BIGINT,
  discount_amount BIGINT NOT NULL,
  applied_amount BIGINT NOT NULL,
  items_discount_amount BIGINT NOT NULL DEFAULT 0,
  items_applied_amount BIGINT NOT NULL DEFAULT 0,
  items TEXT,
  metadata TEXT NOT NULL,
  customer_id ${key},
  created_at BIGINT NOT NULL,
  updated_at BIGINT,
  UNIQUE (tenant, id),
  UNIQUE (tenant, source_id)
);

CREATE INDEX orders_by_creation ON orders (tenant, created_at, seq);
CREATE INDEX orders_by_change ON orders (tenant, (COALESCE(updated_at, 0)), seq);

-- voucher_id is null for the parent of a stack, parent_id is set for its children.
CREATE TABLE redemption (
  seq ${seq},
  tenant ${key} NOT NULL,
  id ${key} NOT NULL,
  kind TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  failure_code TEXT,
  failure_message TEXT,
  voucher_id ${key},
  campaign_id ${key},
  parent_id ${key},
  customer_id ${key},
  tracking_id TEXT,
  order_id ${key},
  amount BIGINT,
  metadata TEXT,
  reason TEXT,
  undone ${key},
  rollback_id ${key},
  rollback_date BIGINT,
  UNIQUE (tenant, id)
);

CREATE INDEX redemption_by_creation ON redemption (tenant, created_at, seq, failure_code);
CREATE INDEX redemption_by_voucher ON redemption (tenant, voucher_id, created_at, seq)
  WHERE voucher_id IS NOT NULL;
CREATE INDEX redemption_by_campaign ON redemption (tenant, campaign_id, created_at, seq)
  WHERE campaign_id IS NOT NULL;
CREATE INDEX redemption_by_customer ON redemption (tenant, customer_id, created_at, seq)
  WHERE customer_id IS NOT NULL;
CREATE INDEX redemption_by_order ON redemption (tenant, order_id, seq) WHERE order_id IS NOT NULL;
CREATE INDEX redemption_by_parent ON redemption (tenant, parent_id, seq)
  WHERE parent_id IS NOT NULL;
CREATE INDEX redemption_failed ON redemption (tenant, created_at, seq)
  WHERE failure_code IS NOT NULL;

CREATE TABLE publication (
  seq ${seq},
  tenant ${key} NOT NULL,
  id ${key} NOT NULL,
  source_id ${key},
  voucher_id ${key} NOT NULL,
  voucher_type TEXT NOT NULL,
  campaign_id ${key},
  customer_id ${key} NOT NULL,
  channel TEXT NOT NULL,
  metadata TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (tenant, id),
  UNIQUE (tenant, source_id)
);

CREATE INDEX publication_by_creation ON publication (tenant, created_at, seq);
CREATE INDEX publication_by_voucher ON publication (tenant, voucher_id, created_at, seq);
CREATE INDEX publication_by_customer ON publication (tenant, customer_id, created_at, seq);
CREATE INDEX publication_by_campaign ON publication (tenant, campaign_id, created_at, seq)
  WHERE campaign_id IS NOT NULL;
CREATE INDEX publication_by_member ON publication (tenant, campaign_id, customer_id, seq)
  WHERE campaign_id IS NOT NULL;
CREATE INDEX publication_by_type ON publication (tenant, voucher_type, created_at, seq);

-- Uses of a voucher that are held for a caller until expires_at.
CREATE TABLE session_lock (
  seq ${seq},
  tenant ${key} NOT NULL,
  voucher_id ${key} NOT NULL,
  session_key ${key} NOT NULL,
  credits BIGINT,
  expires_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (tenant, voucher_id, session_key)
);

CREATE INDEX session_lock_by_voucher
  ON session_lock (tenant, voucher_id, expires_at, session_key, credits);
CREATE INDEX session_lock_by_end ON session_lock (tenant, expires_at);

CREATE TABLE async_action (
  seq ${seq},
  tenant ${key} NOT NULL,
  id ${key} NOT NULL,
  type TEXT NOT NULL,
  status TEXT NOT NULL,
  result TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT,
  UNIQUE (tenant, id)
);

CREATE INDEX async_action_by_creation ON async_action (tenant, created_at, seq);

-- Answers kept for callers that send a request again with the same key.
CREATE TABLE kept_answer (
  seq ${seq},
  tenant ${key} NOT NULL,
  request_key ${key} NOT NULL,
  request_digest TEXT NOT NULL,
  status INTEGER NOT NULL,
  body TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (tenant, request_key)
);

CREATE INDEX kept_answer_by_age ON kept_answer (tenant, created_at);

-- How many rows of a kind a tenant has, so that a list can say its total without counting.
CREATE TABLE tally (
  tenant ${key} NOT NULL,
  kind TEXT NOT NULL,
  n BIGINT NOT NULL,
  PRIMARY KEY (tenant, kind)
);

import { refused, step } from './step.mjs'

const voucher = (id, credits) => ({ object: 'voucher', id, ...(credits && { gift: { credits } }) })

export async function stacks({ api, run }) {
  const [minus, card] = [`MINUS-${run}`, `KARTA-${run}`]
  await api.vouchers.create({
    code: minus,
    type: 'DISCOUNT_VOUCHER',
    discount: { type: 'AMOUNT', amount_off: 1000 },
    redemption: { quantity: 1 },
  })
  await api.vouchers.create({ code: card, type: 'GIFT_VOUCHER', gift: { amount: 7500 } })
  await step(
    'vouchers.balance.create',
    () => api.vouchers.balance.create(card, { amount: 2500 }),
    { amount: 2500, total: 10000, balance: 10000, type: 'gift_voucher', object: 'balance' },
    (b) => `balance ${b.balance}`,
  )
  const order = { amount: 5000 }
  await step(
    'validations.validateVoucher of a gift',
    () => api.validations.validateVoucher(card, { order, gift: { credits: 700 } }),
    { valid: true, gift: { balance: 10000 }, order: { total_discount_amount: 700, total_amount: 4300 } },
    (v) => `5000 - ${v.order.total_discount_amount}`,
  )
  await refused(
    'redemptions.redeem beyond the balance',
    () => api.redemptions.redeem(card, { order, gift: { credits: 10001 } }),
    400,
    'gift_amount_exceeded',
    { details: card },
  )
  const redeemables = [voucher(minus), voucher(card, 500)]
  const applied = (status) => [
    { status, id: minus, result: { discount: { amount_off: 1000 } }, order: { total_amount: 4000 } },
    { status, id: card, result: { gift: { credits: 500 } }, order: { total_amount: 3500 } },
  ]
  await step(
    'validations.validateStackable',
    () => api.validations.validateStackable({ redeemables, order }),
    {
      valid: true,
      redeemables: applied('APPLICABLE'),
      order: { amount: 5000, total_discount_amount: 1500, total_amount: 3500 },
      stacking_rules: { redeemables_limit: 30, applicable_redeemables_limit: 5 },
    },
    (v) => `5000 - ${v.order.total_discount_amount} = ${v.order.total_amount}`,
  )
  const stacked = await step(
    'redemptions.redeemStackable',
    () => api.redemptions.redeemStackable({ redeemables, order, customer: { source_id: `s-${run}` } }),
    {
      redemptions: [
        { id: /^r_/, redemption: /^r_/, result: 'SUCCESS', voucher: { code: minus } },
        { id: /^r_/, amount: 500, voucher: { code: card, gift: { amount: 10000, balance: 9500 } } },
      ],
      parent_redemption: { id: /^r_/, result: 'SUCCESS', related_object_type: 'redemption' },
      order: { status: 'PAID', total_amount: 3500 },
      inapplicable_redeemables: [],
      skipped_redeemables: [],
    },
    (r) => `${r.redemptions.length} under ${r.parent_redemption.id}`,
  )
  const parent = stacked.parent_redemption.id
  await step(
    'validations.validateStackable, the first used up',
    () => api.validations.validateStackable({ redeemables, order }),
    {
      valid: false,
      inapplicable_redeemables: [{ id: minus, result: { error: { key: 'quantity_exceeded' } } }],
      skipped_redeemables: [{ id: card, result: { details: { key: 'preceding_validation_failed' } } }],
    },
    (v) => `${v.inapplicable_redeemables[0].id} inapplicable`,
  )
  await refused(
    'redemptions.redeemStackable, the last used up',
    () => api.redemptions.redeemStackable({ redeemables: [...redeemables].reverse(), order }),
    400,
    'quantity_exceeded',
  )
  await step(
    '  changes nothing',
    () => api.vouchers.get(card),
    { gift: { balance: 9500 }, redemption: { redeemed_quantity: 1 } },
    (v) => `balance ${v.gift.balance}`,
  )
  await refused(
    'validations.validateStackable of the same twice',
    () => api.validations.validateStackable({ redeemables: [voucher(card), voucher(card)], order }),
    400,
    'duplicated_redeemables',
  )
  await refused('redemptions.rollback of a parent', () => api.redemptions.rollback(parent), 400, 'invalid_redemption')
  await refused(
    'redemptions.rollbackStackable of a child',
    () => api.redemptions.rollbackStackable(stacked.redemptions[0].id),
    400,
    'invalid_redemption_parent',
  )
  await step(
    'redemptions.rollbackStackable',
    () => api.redemptions.rollbackStackable(parent),
    {
      rollbacks: [
        { id: /^rr_/, redemption: stacked.redemptions[0].id, result: 'SUCCESS' },
        { id: /^rr_/, redemption: stacked.redemptions[1].id, amount: -500 },
      ],
      parent_rollback: { id: /^rr_/, redemption: parent, result: 'SUCCESS' },
      order: { status: 'CANCELED', total_amount: 5000 },
    },
    (r) => `${r.rollbacks.length} rolled back`,
  )
  await step('  and the balance is back', () => api.vouchers.get(card), { gift: { balance: 10000 } })
}

export async function sessions({ api, run }) {
  const code = `MINUS-${run}`
  const redeemables = [voucher(code)]
  const order = { amount: 5000 }
  const locked = await step(
    'validations.validateStackable with a session',
    () => api.validations.validateStackable({ redeemables, order, session: { type: 'LOCK' } }),
    { valid: true, session: { key: /^ssn_/, type: 'LOCK' } },
    (v) => v.session.key,
  )
  await refused('redemptions.redeem without its key', () => api.redemptions.redeem(code, { order }), 400, 'quantity_exceeded')
  await step(
    'vouchers.releaseValidationSession',
    () => api.vouchers.releaseValidationSession(code, locked.session.key),
    () => true,
  )
  await step(
    'validations.validateVoucher with a key of ours',
    () => api.validations.validateVoucher(code, { order, session: { type: 'LOCK', key: `mine-${run}` } }),
    { valid: true, session: { key: `mine-${run}` } },
    (v) => v.session.key,
  )
  await step(
    'redemptions.redeem with the key',
    () => api.redemptions.redeem(code, { order, session: { type: 'LOCK', key: `mine-${run}` } }),
    { result: 'SUCCESS' },
    (r) => r.id,
  )
  await step(
    'apiLimitsHandler',
    async () => api.apiLimitsHandler.getRateLimit(),
    (limit) => limit > 0 && api.apiLimitsHandler.areLimitsAvailable(),
    (limit) => `${api.apiLimitsHandler.getRateLimitRemaining()} of ${limit} left`,
  )
}

export async function clientSide({ api, server, client, run }) {
  const web = client()
  const customer = { source_id: `web-${run}` }
  const code = `WEB-${run}`
  await api.vouchers.create({ code, type: 'DISCOUNT_VOUCHER', discount: { type: 'PERCENT', percent_off: 10 } })
  await step(
    'client validate',
    () => web.validate({ code, customer, amount: 2000 }),
    { valid: true, code, order: { amount: 2000, total_discount_amount: 200 } },
    (v) => `2000 - ${v.order.total_discount_amount}`,
  )
  await step(
    'client validate with items',
    () => web.validate({ code, items: [{ product_id: 'kubek', quantity: 2, amount: 3000 }] }),
    { valid: true, order: { amount: 3000, total_amount: 2700 } },
    (v) => `3000 - ${v.order.total_discount_amount}`,
  )
  await step(
    'client redeem',
    () => web.redeem(code, { customer, order: { amount: 2000 } }),
    { result: 'SUCCESS', order: { total_amount: 1800 } },
    (r) => r.id,
  )
  const name = `Web ${run}`
  await api.campaigns.create({ name, vouchers_count: 1, voucher: { type: 'GIFT_VOUCHER', gift: { amount: 100 } } })
  await step(
    'client publish',
    () => web.publish(name, { customer }),
    { voucher: { campaign: name }, customer: { source_id: `web-${run}` } },
    (p) => p.voucher.code,
  )
  const redeemables = [voucher(code)]
  const order = { amount: 1000 }
  await step('client validateStackable', () => web.validateStackable({ redeemables, order }), { valid: true })
  await step(
    'client redeemStackable',
    () => web.redeemStackable({ redeemables, order }),
    { redemptions: [{ result: 'SUCCESS' }] },
  )
  const keys = { applicationId: process.env.CLIENT_APP_ID, secretKey: process.env.CLIENT_TOKEN }
  await refused('client keys do not open /v1', () => server(keys).vouchers.get(code), 401, 'unauthorized')
}

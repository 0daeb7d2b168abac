import { refused, soon, step } from './step.mjs'

const UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

export async function vouchers({ api, run }) {
  const code = `LATO-${run}`
  const made = await step(
    'vouchers.create',
    () =>
      api.vouchers.create({
        code,
        type: 'DISCOUNT_VOUCHER',
        discount: { type: 'PERCENT', percent_off: 15, amount_limit: 4000 },
        redemption: { quantity: 100 },
        metadata: { kanal: 'app', n: 7, on: true },
      }),
    {
      id: /^v_[A-Za-z0-9]{32}$/,
      code,
      type: 'DISCOUNT_VOUCHER',
      discount: { type: 'PERCENT', percent_off: 15, amount_limit: 4000 },
      gift: null,
      campaign: null,
      active: true,
      metadata: { kanal: 'app', n: 7, on: true },
      redemption: { quantity: 100, redeemed_quantity: 0, object: 'list' },
      publish: { object: 'list', count: 0 },
      validation_rules_assignments: { object: 'list', data_ref: 'data', data: [], total: 0 },
      created_at: UTC,
      updated_at: null,
      object: 'voucher',
    },
    (v) => `${v.code} ${v.id}`,
  )
  await step(
    'vouchers.create without a code, by a pattern',
    () =>
      api.vouchers.create({
        type: 'DISCOUNT_VOUCHER',
        discount: { type: 'AMOUNT', amount_off: 500 },
        code_config: { pattern: `${run}-####` },
      }),
    { code: new RegExp(`^${run}-[0-9A-Za-z]{4}$`), redemption: { quantity: null } },
    (v) => v.code,
  )
  const odd = `50% + ż/ó ${run}`
  await step(
    'vouchers.create with an awkward code',
    () => api.vouchers.create({ code: odd, type: 'GIFT_VOUCHER', gift: { amount: 900 } }),
    { code: odd, gift: { amount: 900, balance: 900, effect: 'APPLY_TO_ORDER' } },
    (v) => v.code,
  )
  await step('vouchers.get that code', () => api.vouchers.get(odd), { code: odd }, (v) => v.code)
  await step('vouchers.get by id', () => api.vouchers.get(made.id), { code }, (v) => v.code)
  await step(
    'vouchers.update',
    () =>
      api.vouchers.update({
        code,
        category: `letnie-${run}`,
        expiration_date: '2199-09-01',
        metadata: { n: 8 },
      }),
    {
      category: `letnie-${run}`,
      expiration_date: '2199-09-01T00:00:00.000Z',
      updated_at: UTC,
      metadata: { kanal: 'app', n: 8, on: true },
    },
    (v) => `${v.category} until ${v.expiration_date}`,
  )
  await step('vouchers.disable', () => api.vouchers.disable(code), { active: false })
  await step(
    'validations.validateVoucher of a disabled one',
    () => api.validations.validateVoucher(code, { order: { amount: 100 } }),
    { valid: false, code, reason: 'voucher is disabled', error: { key: 'voucher_disabled' } },
    (v) => v.reason,
  )
  await step('vouchers.enable', () => api.vouchers.enable(code), { active: true })
  await step(
    'vouchers.list of a category',
    () => api.vouchers.list({ category: `letnie-${run}`, limit: 5 }),
    { object: 'list', data_ref: 'vouchers', vouchers: [{ code }], total: 1 },
    (l) => `${l.total} voucher`,
  )
  await step(
    'vouchers.list by a filter',
    () => api.vouchers.list({ filters: { code: { conditions: { $is: [code] } } } }),
    { vouchers: [{ code }], total: 1 },
    (l) => l.vouchers[0].code,
  )
  const imported = [1, 2, 3].map((n) => ({
    code: `I${n}-${run}`,
    type: 'DISCOUNT_VOUCHER',
    discount: { type: 'AMOUNT', amount_off: 100 * n },
  }))
  const action = await step(
    'vouchers.import',
    () => api.vouchers.import(imported),
    { async_action_id: /^aa_[0-9a-f]{18}$/ },
    (a) => a.async_action_id,
  )
  await step(
    'asyncActions.get',
    () => soon(() => api.asyncActions.get(action.async_action_id), (a) => a.status === 'DONE'),
    { id: action.async_action_id, status: 'DONE', object: 'async_action' },
    (a) => a.status,
  )
  await step(
    'vouchers.get an imported one',
    () => api.vouchers.get(`I3-${run}`),
    { discount: { type: 'AMOUNT', amount_off: 300 } },
    (v) => v.code,
  )
  await step('vouchers.delete', () => api.vouchers.delete(`I3-${run}`, { force: true }), () => true)
  await refused('vouchers.get a deleted one', () => api.vouchers.get(`I3-${run}`), 404, 'not_found')
}

export async function uses({ api, run, server }) {
  const code = `LATO-${run}`
  const customer = { source_id: `k-${run}`, name: 'Maja', email: `maja-${run}@example.com` }
  await step(
    'distributions.publications.create',
    () => api.distributions.publications.create({ voucher: code, customer, channel: 'mail' }),
    {
      id: /^pub_[A-Za-z0-9]{32}$/,
      channel: 'mail',
      result: 'SUCCESS',
      customer: { source_id: `k-${run}` },
      voucher: { code, publish: { count: 1 }, holder_id: /^cust_/ },
    },
    (p) => `${p.id} to ${p.customer.source_id}`,
  )
  await step(
    'validations.validateVoucher',
    () => api.validations.validateVoucher(code, { customer, order: { amount: 30000 } }),
    {
      valid: true,
      code,
      discount: { type: 'PERCENT', percent_off: 15, effect: 'APPLY_TO_ORDER' },
      order: { amount: 30000, total_discount_amount: 4000, total_amount: 26000 },
      applicable_to: { data: [], total: 0 },
      tracking_id: /./,
    },
    (v) => `30000 - ${v.order.total_discount_amount} = ${v.order.total_amount}`,
  )
  const redeemed = await step(
    'redemptions.redeem',
    () =>
      api.redemptions.redeem(code, { customer, order: { amount: 10000 }, metadata: { kasa: '2' } }),
    {
      id: /^r_[A-Za-z0-9]{24}$/,
      object: 'redemption',
      date: UTC,
      result: 'SUCCESS',
      metadata: { kasa: '2' },
      tracking_id: /./,
      order: { status: 'PAID', amount: 10000, total_discount_amount: 1500, total_amount: 8500 },
      customer: { source_id: `k-${run}`, object: 'customer' },
      voucher: { code, redemption: { quantity: 100, redeemed_quantity: 1 } },
    },
    (r) => `${r.id} for ${r.order.total_amount}`,
  )
  const { id } = redeemed
  const noted = redeemed.order.redemptions[id]
  await step('  its order notes it', async () => noted, { date: UTC, related_object_type: 'voucher' })
  await step('redemptions.get', () => api.redemptions.get(id), { id, status: 'SUCCEEDED' })
  await step(
    'redemptions.list of a customer',
    () => api.redemptions.list({ customer: `k-${run}`, result: 'SUCCESS' }),
    { data_ref: 'redemptions', redemptions: [{ id, result: 'SUCCESS' }], total: 1 },
    (l) => `${l.total} redemption`,
  )
  await step(
    'redemptions.getForVoucher',
    () => api.redemptions.getForVoucher(code),
    { data_ref: 'redemption_entries', redeemed_quantity: 1, redemption_entries: [{ id }], total: 1 },
    (l) => `${l.redeemed_quantity} of ${l.quantity}`,
  )
  const undo = () => api.redemptions.rollback(id, { reason: 'zwrot', customer })
  await step(
    'redemptions.rollback',
    undo,
    {
      id: /^rr_[A-Za-z0-9]{24}$/,
      object: 'redemption_rollback',
      redemption: id,
      reason: 'zwrot',
      result: 'SUCCESS',
      status: undefined,
      order: { status: 'CANCELED', total_amount: 10000 },
      voucher: { redemption: { redeemed_quantity: 0 } },
    },
    (r) => `${r.id} undoes ${r.redemption}`,
  )
  await refused('redemptions.rollback once more', undo, 400, 'already_rolled_back', {
    resource_type: 'redemption_rollback',
    resource_id: /^rrf_/,
  })
  await step(
    'redemptions.list has the rollback first',
    () => api.redemptions.list({ customer: `k-${run}`, result: 'SUCCESS', limit: 1 }),
    { redemptions: [{ id: /^rr_/ }], total: 2 },
    (l) => l.redemptions[0].id,
  )
  const twice = server({ customHeaders: { 'Idempotency-Key': `once-${run}` } })
  const first = await twice.redemptions.redeem(code, { customer })
  await step(
    'redemptions.redeem again with the same Idempotency-Key',
    () => twice.redemptions.redeem(code, { customer }),
    { id: first.id, voucher: { redemption: { redeemed_quantity: 1 } } },
    (r) => `still ${r.id}`,
  )
}

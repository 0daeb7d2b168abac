import { refused, soon, step } from './step.mjs'

export async function buyers({ api, run }) {
  const source = `b-${run}`
  const email = `ola-${run}@example.com`
  const made = await step(
    'customers.create',
    () => api.customers.create({ source_id: source, name: 'Ola', email, metadata: { level: 3 } }),
    {
      id: /^cust_[A-Za-z0-9]{24}$/,
      source_id: source,
      phone: null,
      summary: { redemptions: { total_redeemed: 0 }, orders: { total_amount: 0 } },
      loyalty: { points: 0 },
      object: 'customer',
    },
    (c) => c.id,
  )
  await step(
    'customers.create of a known source_id changes it',
    () => api.customers.create({ source_id: source, phone: '+48 555' }),
    { id: made.id, name: 'Ola', phone: '+48 555', metadata: { level: 3 } },
    (c) => c.phone,
  )
  await step(
    'customers.update',
    () => api.customers.update({ source_id: source, description: 'stała' }),
    { id: made.id, description: 'stała', name: 'Ola' },
    (c) => c.description,
  )
  await step('customers.get', () => api.customers.get(source), { id: made.id }, (c) => c.email)
  await step(
    'customers.list',
    () => api.customers.list({ email }),
    { data_ref: 'customers', customers: [{ id: made.id }], total: 1, has_more: false },
    (l) => `${l.total} customer`,
  )
  await step(
    'customers.scroll',
    async () => {
      const ids = []
      for await (const customer of api.customers.scroll({ limit: 1, email })) ids.push(customer.id)
      return ids
    },
    [made.id],
    (ids) => `${ids.length} customer`,
  )
  const order = `zam-${run}`
  const placed = await step(
    'orders.create',
    () =>
      api.orders.create({
        source_id: order,
        customer: { source_id: source },
        items: [{ source_id: 'kubek', related_object: 'product', quantity: 2, price: 3500 }],
      }),
    {
      id: /^ord_[A-Za-z0-9]{24}$/,
      status: 'CREATED',
      amount: 7000,
      total_amount: 7000,
      items: [{ source_id: 'kubek', quantity: 2, amount: 7000, subtotal_amount: 7000 }],
      customer: { id: made.id, object: 'customer' },
      object: 'order',
    },
    (o) => `${o.id} of ${o.amount}`,
  )
  await step('orders.get', () => api.orders.get(placed.id), { source_id: order })
  await step(
    'orders.update',
    () => api.orders.update({ source_id: order, status: 'PAID' }),
    { id: placed.id, status: 'PAID', amount: 7000 },
    (o) => o.status,
  )
  await step(
    'orders.list',
    () => api.orders.list({ limit: 1 }),
    { data_ref: 'orders', orders: [{ object: 'order' }], total: (n) => n >= 1 },
    (l) => `1 of ${l.total}`,
  )
  await step('customers.delete', () => api.customers.delete(source), () => true)
  await refused('customers.get a deleted one', () => api.customers.get(source), 404, 'not_found', {
    resource_type: 'customer',
  })
  await api.customers.create({ source_id: source })
  await step(
    'customers.deletePermanently',
    () => api.customers.deletePermanently(source),
    { id: /^del_/, related_object: 'customer', status: 'DONE', object: 'pernament_deletion' },
    (d) => d.id,
  )
}

export async function campaigns({ api, run }) {
  const name = `Majówka ${run}`
  const customer = { source_id: `m-${run}` }
  const made = await step(
    'campaigns.create',
    () =>
      api.campaigns.create({
        name,
        campaign_type: 'DISCOUNT_COUPONS',
        type: 'AUTO_UPDATE',
        vouchers_count: 2,
        voucher: {
          type: 'DISCOUNT_VOUCHER',
          discount: { type: 'AMOUNT', amount_off: 500 },
          redemption: { quantity: 1 },
          code_config: { pattern: `M${run}-####` },
        },
      }),
    {
      id: /^camp_[A-Za-z0-9]{24}$/,
      name,
      campaign_type: 'DISCOUNT_COUPONS',
      type: 'AUTO_UPDATE',
      active: true,
      object: 'campaign',
    },
    (c) => c.id,
  )
  await step(
    'campaigns.get',
    () => soon(() => api.campaigns.get(name), (c) => c.vouchers_generation_status === 'DONE'),
    { id: made.id, vouchers_count: 2, vouchers_generation_status: 'DONE' },
    (c) => `${c.vouchers_count} vouchers`,
  )
  await step(
    'campaigns.list',
    () => api.campaigns.list({ limit: 100 }),
    { data_ref: 'campaigns', campaigns: (all) => all.some((c) => c.name === name) },
    (l) => `${l.total} campaigns`,
  )
  await step(
    'campaigns.addVoucher',
    () => api.campaigns.addVoucher(name),
    { campaign: name, campaign_id: made.id, discount: { amount_off: 500 } },
    (v) => v.code,
  )
  const vip = `VIP-${run}`
  const add = () => api.campaigns.addCertainVoucher(name, vip, { redemption: { quantity: 5 } })
  await step('campaigns.addCertainVoucher', add, { code: vip, redemption: { quantity: 5 } })
  await refused('campaigns.addCertainVoucher again', add, 409, 'duplicate_found')
  await step(
    'campaigns.importVouchers',
    () => api.campaigns.importVouchers(name, [{ code: `CI-${run}` }]),
    { async_action_id: /^aa_/ },
    (a) => a.async_action_id,
  )
  await step(
    'vouchers.list of the campaign',
    () => soon(() => api.vouchers.list({ campaign: name }), (l) => l.total === 5),
    { total: 5, vouchers: (all) => all.every((v) => v.campaign === name) },
    (l) => `${l.total} vouchers`,
  )
  const source_id = `wysylka-${run}`
  const publish = () =>
    api.distributions.publications.create({ campaign: { name }, customer, source_id })
  const published = await step(
    'distributions.publications.create from a campaign',
    publish,
    { source_id, tracking_id: customer.source_id, voucher: { campaign: name, publish: { count: 1 } } },
    (p) => p.voucher.code,
  )
  await refused('  with the same source_id', publish, 400, 'duplicate_source_id', {
    details: `Publication with source_id: '${source_id}' already exists`,
  })
  await step(
    'distributions.publications.list',
    () => api.distributions.publications.list({ source_id }),
    { data_ref: 'publications', publications: [{ id: published.id }], total: 1 },
    (l) => l.publications[0].id,
  )
  await refused(
    'campaigns.create of a taken name',
    () => api.campaigns.create({ name, voucher: { type: 'GIFT_VOUCHER', gift: { amount: 1 } } }),
    409,
    'duplicate_found',
    { resource_id: name },
  )
  await step(
    'campaigns.disable',
    async () => {
      await api.campaigns.disable(made.id)
      return api.validations.validateVoucher(vip)
    },
    { valid: false },
    (v) => v.reason,
  )
  await api.campaigns.enable(made.id)
  await step('campaigns.enable', () => api.validations.validateVoucher(vip), { valid: true })
  await step('campaigns.delete', () => api.campaigns.delete(name, { force: true }), { async_action_id: /^aa_/ })
  const gone = () => api.vouchers.get(vip)
  await soon(() => gone().then(() => false, () => true), Boolean)
  await refused('  and its vouchers go too', gone, 404, 'not_found')
}

import { refused, step } from './step.mjs'

export async function errors({ api, server, run }) {
  const code = `ONCE-${run}`
  const voucher = {
    code,
    type: 'DISCOUNT_VOUCHER',
    discount: { type: 'AMOUNT', amount_off: 1 },
    redemption: { quantity: 1 },
  }
  await api.vouchers.create(voucher)
  await refused('vouchers.create of a taken code', () => api.vouchers.create(voucher), 409, 'duplicate_found', {
    message: 'Duplicated resource found',
    details: `Duplicated voucher exists with id ${code}`,
    resource_id: code,
    resource_type: 'voucher',
  })
  await api.redemptions.redeem(code)
  const failed = await refused('redemptions.redeem of a used one', () => api.redemptions.redeem(code), 400, 'quantity_exceeded', {
    message: 'quantity exceeded',
    details: code,
    resource_id: /^rf_[A-Za-z0-9]{24}$/,
    resource_type: 'redemption',
  })
  await step(
    'redemptions.get the refused one',
    () => api.redemptions.get(failed.resource_id),
    { result: 'FAILURE', failure_code: 'quantity_exceeded', failure_message: 'quantity exceeded' },
    (r) => `${r.result} ${r.failure_code}`,
  )
  await step(
    'validations.validateVoucher of a used one',
    () => api.validations.validateVoucher(code, {}),
    { valid: false, reason: 'quantity exceeded', error: { code: 400, key: 'quantity_exceeded' } },
    (v) => v.reason,
  )
  await refused('vouchers.get of an unknown one', () => api.vouchers.get('NIKT'), 404, 'not_found', {
    message: 'Resource not found',
    details: 'Cannot find voucher with id NIKT',
    resource_id: 'NIKT',
    resource_type: 'voucher',
  })
  await refused('vouchers.create without a discount', () => api.vouchers.create({ code: `X-${run}` }), 400, 'invalid_voucher')
  await refused('vouchers.list with too large a limit', () => api.vouchers.list({ limit: 101 }), 400, 'invalid_query_params')
  await refused('vouchers.list beyond the last page', () => api.vouchers.list({ page: 100 }), 400, 'page_over_limit')
  await refused('a wrong secret key', () => server({ secretKey: 'wrong' }).vouchers.get(code), 401, 'unauthorized', { message: 'Unauthorized' })
}

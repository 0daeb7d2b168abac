// Walks the API with the unmodified SDK. Environment: API_URL, APP_ID, APP_TOKEN, CLIENT_APP_ID,
// CLIENT_TOKEN. Ends with 1 at the first answer that is not as the contract says.
import sdk from '@voucherify/sdk'
import { vouchers, uses } from './vouchers.mjs'
import { errors } from './errors.mjs'
import { buyers, campaigns } from './campaigns.mjs'
import { stacks, sessions, clientSide } from './stacks.mjs'

const env = (name) => process.env[name] ?? fail(`${name} is not set`)
const fail = (message) => {
  console.error(`error: ${message}`)
  process.exit(2)
}

const apiUrl = env('API_URL')
const server = (more = {}) =>
  sdk.VoucherifyServerSide({
    apiUrl,
    applicationId: env('APP_ID'),
    secretKey: env('APP_TOKEN'),
    timeoutMs: 10_000,
    ...more,
  })
const client = () =>
  sdk.VoucherifyClientSide({
    apiUrl,
    clientApplicationId: env('CLIENT_APP_ID'),
    clientSecretKey: env('CLIENT_TOKEN'),
    origin: 'http://shop.example',
    timeoutMs: 10_000,
  })

// Codes and names of this run only: the region may have been used before.
const run = Date.now().toString(36).toUpperCase()
for (const part of [vouchers, uses, errors, buyers, campaigns, stacks, sessions, clientSide]) {
  console.log(`-- ${part.name}`)
  await part({ api: server(), server, client, run })
}
console.log('verdict: @voucherify/sdk 2.9.0 is served as the contract says')

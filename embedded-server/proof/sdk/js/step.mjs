// One step of a walk: what was called, what came back; what differs from the contract ends it.

export async function step(what, call, expected, shown = () => '') {
  let answer
  try {
    answer = await call()
    match(answer, expected, what)
  } catch (error) {
    console.log(`FAILED  ${what}\n        ${error.message ?? error}`)
    if (answer !== undefined) console.log(`        ${JSON.stringify(answer)}`)
    process.exit(1)
  }
  console.log(`ok  ${what.padEnd(52)} ${shown(answer) ?? ''}`)
  return answer
}

// A call that must be refused: the SDK's error has every field the API sent.
export function refused(what, call, code, key, more = {}) {
  const turned = async () => {
    try {
      await call()
    } catch (error) {
      if (error.name !== 'Error' || error.code === undefined || error.key === undefined) throw error
      return { ...error, message: error.message }
    }
    throw new Error(`expected a refusal with ${code} ${key}`)
  }
  const expected = { code, key, message: /./, request_id: /^v-[0-9a-f]{18}$/, ...more }
  return step(what, turned, expected, (e) => `${e.code} ${e.key}: ${e.details ?? e.message}`)
}

// Everything that `expected` names must be in `actual`: values, patterns, conditions.
export function match(actual, expected, path) {
  if (expected instanceof RegExp) {
    if (typeof actual !== 'string' || !expected.test(actual)) differs(path, actual, expected)
  } else if (typeof expected === 'function') {
    if (!expected(actual)) differs(path, actual, expected)
  } else if (expected === null || typeof expected !== 'object') {
    if (actual !== expected) differs(path, actual, expected)
  } else if (actual === null || typeof actual !== 'object') {
    differs(path, actual, JSON.stringify(expected))
  } else {
    if (Array.isArray(expected) && actual.length !== expected.length) {
      differs(`${path}.length`, actual.length, expected.length)
    }
    for (const [name, value] of Object.entries(expected)) match(actual[name], value, `${path}.${name}`)
  }
}

function differs(path, actual, expected) {
  throw new Error(`${path} is ${JSON.stringify(actual)}, not ${expected}`)
}

// Asks until it is so: what an async action does may show a moment later.
export async function soon(ask, done) {
  for (const end = Date.now() + 10_000; ; ) {
    const answer = await ask()
    if (done(answer) || Date.now() > end) return answer
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

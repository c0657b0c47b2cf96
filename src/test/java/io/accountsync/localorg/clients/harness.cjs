// Runs named steps against the org that the environment names; prints one line each and fails the process if any failed.
const steps = [];

exports.env = {
  baseUrl: process.env.BASE_URL,
  clientId: process.env.CLIENT_ID,
  clientSecret: process.env.CLIENT_SECRET,
  refreshToken: process.env.REFRESH_TOKEN,
};

exports.callback = 'http://localhost:1717/callback';

exports.step = (name, body) => steps.push({ name, body });

exports.same = (actual, expected) => {
  const [a, e] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== e) throw new Error(`expected ${e} but was ${a}`);
};

exports.refused = async (call, errorCode) => {
  try {
    await call();
  } catch (error) {
    return exports.same(error.errorCode, errorCode);
  }
  throw new Error(`expected ${errorCode} but the call succeeded`);
};

// Consents as a person in a browser would, and answers the code that comes back.
exports.consent = async (authorizeUrl) => {
  const form = new URLSearchParams(new URL(authorizeUrl).search);
  form.set('decision', 'allow');
  const answer = await fetch(`${exports.env.baseUrl}/services/oauth2/authorize`, {
    method: 'POST', body: form, redirect: 'manual',
  });
  return new URL(answer.headers.get('location')).searchParams.get('code');
};

exports.fault = (action) => fetch(`${exports.env.baseUrl}/local-org/faults`, {
  method: 'POST', body: JSON.stringify({ match: { times: 1 }, action }),
});

exports.run = async () => {
  let failed = 0;
  for (const { name, body } of steps) {
    try {
      await body();
      console.log(`ok   ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`FAIL ${name}: ${error.errorCode ?? ''} ${error.message}`);
    }
  }
  process.exit(failed ? 1 : 0);
};

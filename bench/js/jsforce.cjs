// Upserts rows by jsforce in calls of 200 with several in flight, as bench/others asks; prints JSON: milliseconds of sending, and failures.
const jsforce = require('jsforce');

const [rows, inFlight] = process.argv.slice(2).map(Number);
const env = process.env;
const org = new jsforce.Connection({
  oauth2: new jsforce.OAuth2({ loginUrl: env.BASE_URL, clientId: env.CLIENT_ID, clientSecret: env.CLIENT_SECRET }),
  instanceUrl: env.BASE_URL,
  refreshToken: env.REFRESH_TOKEN,
  accessToken: env.ACCESS_TOKEN,
});

// What bench/run's rows are after mapping: jsforce is spared the database, the mapping and the comparison.
const record = (i) => ({
  Customer_Id__c: `J-${i}`,
  Name: `Company ${i} of the long and winding name`,
  AccountNumber: `C-C-${i}`,
  AnnualRevenue: (i % 90000) * 1000.25,
  BillingCity: 'Hamburg',
  BillingCountry: 'Germany',
  BillingStreet: `${i % 200} Market Street`,
  Description: `Notes on customer ${i}: ${'blah '.repeat(20)}`,
  Industry: 'Technology',
  Newsletter__c: true,
  NumberOfEmployees: i % 5000,
  Onboarded_On__c: '2016-05-05',
  Phone: `+49 40 ${i}`,
  Segment__c: 'Enterprise',
  Type: 'Customer - Direct',
  Website: `https://www.company-${i}.example`,
});

const work = async () => {
  const begun = Date.now();
  let next = 1;
  let failed = 0;
  const sender = async () => {
    while (next <= rows) {
      const from = next;
      next += 200;
      const some = [];
      for (let i = from; i < Math.min(from + 200, rows + 1); i += 1) some.push(record(i));
      const results = await org.sobject('Account').upsert(some, 'Customer_Id__c');
      failed += results.filter((result) => !result.success).length;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, sender));
  console.log(JSON.stringify({ millis: Date.now() - begun, failed }));
};

work().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});

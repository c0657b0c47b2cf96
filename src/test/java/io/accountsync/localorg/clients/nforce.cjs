const nforce = require('nforce');
const { env, callback, step, same, refused, consent, fault, run } = require('./harness.cjs');

const token = `${env.baseUrl}/services/oauth2/token`;
let refreshes = 0;
const org = nforce.createConnection({
  clientId: env.clientId,
  clientSecret: env.clientSecret,
  redirectUri: callback,
  apiVersion: 'v62.0',
  mode: 'single',
  autoRefresh: true,
  onRefresh: (fresh, old, done) => { refreshes += 1; done(); },
  loginUri: token,
  testLoginUri: token,
});
const account = (fields) => nforce.createSObject('Account', fields);

step('code grant and identity', async () => {
  const url = `${env.baseUrl}/services/oauth2/authorize?${new URLSearchParams({
    response_type: 'code', client_id: env.clientId, redirect_uri: callback,
  })}`;
  await org.authenticate({ code: await consent(url) });
  same((await org.getIdentity({ oauth: org.oauth })).username, 'integration@localorg.example');
});
step('resources, objects, describe', async () => {
  same(typeof (await org.getResources()).sobjects, 'string');
  same((await org.getSObjects()).maxBatchSize, 200);
  same((await org.getMetadata({ type: 'Account' })).objectDescribe.name, 'Account');
  same((await org.getDescribe({ type: 'Account' })).keyPrefix, '001');
});
step('one record', async () => {
  const acme = account({ Name: 'Acme', Customer_Id__c: 'NF-1' });
  await org.insert({ sobject: acme });
  same((await org.getRecord({ type: 'Account', id: acme.getId() })).get('name'), 'Acme');
  acme.set('name', 'Acme Ltd');
  await org.update({ sobject: acme });
  const again = account({ Name: 'Acme Inc' });
  again.setExternalId('Customer_Id__c', 'NF-1');
  same((await org.upsert({ sobject: again })).success, true);
  const found = await org.query({ query: "SELECT Name FROM Account WHERE Customer_Id__c = 'NF-1'" });
  same(found.records[0].get('name'), 'Acme Inc');
  await org.delete({ sobject: acme });
});
step('a refused record tells its error code', () =>
  refused(() => org.insert({ sobject: account({ Phone: '1' }) }), 'REQUIRED_FIELD_MISSING'));
step('an expired session in the middle', async () => {
  await fault({ type: 'expireSessions' });
  await org.query({ query: 'SELECT COUNT() FROM Account' });
  same(refreshes, 1);
});

run();

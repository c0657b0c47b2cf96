const jsforce = require('jsforce1');
const { env, callback, step, same, refused, consent, fault, run } = require('./harness.cjs');

const oauth2 = new jsforce.OAuth2({
  loginUrl: env.baseUrl, clientId: env.clientId, clientSecret: env.clientSecret, redirectUri: callback,
});
const org = new jsforce.Connection({
  oauth2, instanceUrl: env.baseUrl, refreshToken: env.refreshToken, accessToken: 'dead',
});
const accounts = org.sobject('Account');
let refreshes = 0;
org.on('refresh', () => { refreshes += 1; });

step('who a connection without a login of its own is', async () => {
  same((await org.identity()).username, 'integration@localorg.example');
});
step('a dead session is refreshed once', async () => {
  same((await org.query('SELECT Id FROM Organization')).totalSize, 1);
  same(refreshes, 1);
});
step('code grant and identity', async () => {
  const user = new jsforce.Connection({ oauth2 });
  await user.authorize(await consent(oauth2.getAuthorizationUrl({})));
  same((await user.identity()).username, 'integration@localorg.example');
});
step('describe', async () => {
  same((await org.describeGlobal()).encoding, 'UTF-8');
  same((await accounts.describe()).keyPrefix, '001');
});
step('one record; version 42 answers 204 to an upsert that updates', async () => {
  const { id } = await accounts.create({ Name: 'Acme', Customer_Id__c: 'J1-1' });
  same((await accounts.retrieve(id)).Name, 'Acme');
  same((await accounts.update({ Id: id, Name: 'B' })).success, true);
  same((await accounts.upsert({ Customer_Id__c: 'J1-1', Name: 'C' }, 'Customer_Id__c')).success, true);
  same((await accounts.upsert({ Customer_Id__c: 'J1-2', Name: 'D' }, 'Customer_Id__c')).success, true);
  same((await accounts.del(id)).success, true);
});
step('collections with bad rows', async () => {
  const results = await accounts.create([{ Name: 'a' }, { Phone: '1' }]);
  same(results.map((result) => result.success), [true, false]);
});
step('a refused record tells its error code', () =>
  refused(() => accounts.create({ Phone: '1' }), 'REQUIRED_FIELD_MISSING'));
step('recent, updated and deleted', async () => {
  same(await org.recent(), []);
  const [from, to] = [new Date(Date.now() - 3600e3), new Date(Date.now() + 60e3)];
  same((await accounts.updated(from, to)).ids.length > 0, true);
  same((await accounts.deleted(from, to)).deletedRecords.length > 0, true);
});
step('an expired session in the middle', async () => {
  await fault({ type: 'expireSessions' });
  const before = refreshes;
  await org.query('SELECT COUNT() FROM Account');
  same(refreshes, before + 1);
});
step('logout revokes', () => org.logout());

run();

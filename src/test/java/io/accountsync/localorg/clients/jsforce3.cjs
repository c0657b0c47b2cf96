const jsforce = require('jsforce');
const { env, callback, step, same, refused, consent, fault, run } = require('./harness.cjs');

const oauth = (more) => new jsforce.OAuth2({
  loginUrl: env.baseUrl, clientId: env.clientId, clientSecret: env.clientSecret, redirectUri: callback, ...more,
});
const org = new jsforce.Connection({
  oauth2: oauth(), instanceUrl: env.baseUrl, refreshToken: env.refreshToken, accessToken: 'dead',
});
const accounts = org.sobject('Account');
const poll = { pollInterval: 50, pollTimeout: 20000 };
let refreshes = 0;
org.on('refresh', () => { refreshes += 1; });

step('a dead session is refreshed once', async () => {
  same((await org.query('SELECT Id, Name FROM Organization')).totalSize, 1);
  same(refreshes, 1);
});
step('who a connection without a login of its own is', async () => {
  same((await org.identity()).username, 'integration@localorg.example');
});
step('code grant with a verifier of 171 characters and no challenge method', async () => {
  const auth = oauth({ useVerifier: true });
  const user = new jsforce.Connection({ oauth2: auth });
  const info = await user.authorize(await consent(auth.getAuthorizationUrl({ scope: 'api refresh_token' })));
  same((await user.identity()).organization_id, info.organizationId);
  same(typeof (await auth.refreshToken(user.refreshToken)).access_token, 'string');
});
step('limits and Sforce-Limit-Info', async () => {
  same((await org.limits()).DailyApiRequests.Max, 15000);
  same(org.limitInfo.apiUsage.limit, 15000);
});
step('describe', async () => {
  same((await org.describeGlobal()).sobjects.some((object) => object.name === 'Account'), true);
  const key = (await accounts.describe()).fields.find((field) => field.name === 'Customer_Id__c');
  same([key.externalId, key.unique, key.length], [true, true, 40]);
});
step('one record: create, read, update, upsert, delete', async () => {
  const { id } = await accounts.create({ Name: 'Acme', Customer_Id__c: 'J3-1' });
  same((await accounts.retrieve(id)).Name, 'Acme');
  await accounts.update({ Id: id, Name: 'Acme Ltd' });
  const again = await accounts.upsert({ Customer_Id__c: 'J3-1', Name: 'Acme Inc' }, 'Customer_Id__c');
  same([again.success, again.created, again.id], [true, false, id]);
  same((await accounts.upsert({ Customer_Id__c: 'J3-2', Name: 'B' }, 'Customer_Id__c')).created, true);
  await accounts.destroy(id);
  await refused(() => accounts.destroy(id), 'ENTITY_IS_DELETED');
});
step('a refused record tells its error code', () =>
  refused(() => accounts.create({ Phone: '1' }), 'REQUIRED_FIELD_MISSING'));
step('collections with bad rows, in chunks', async () => {
  const rows = Array.from({ length: 450 }, (_, i) => ({ Customer_Id__c: `J3-M${i}`, Name: i === 7 ? '' : `N${i}` }));
  const results = await accounts.upsert(rows, 'Customer_Id__c', { allowRecursive: true });
  same(results.map((result, i) => (result.success ? -1 : i)).filter((i) => i >= 0), [7]);
  const twice = await accounts.upsert(
    [{ Customer_Id__c: 'J3-D', Name: 'a' }, { Customer_Id__c: 'J3-D', Name: 'b' }], 'Customer_Id__c');
  same(twice.map((result) => result.success), [false, false]);
});
step('all or none', async () => {
  const results = await accounts.create([{ Name: 'A' }, { Phone: '1' }], { allOrNone: true });
  same(results.map((result) => result.errors[0].statusCode ?? result.errors[0].errorCode),
    ['ALL_OR_NONE_OPERATION_ROLLED_BACK', 'REQUIRED_FIELD_MISSING']);
});
step('query pages', async () => {
  const rows = Array.from({ length: 2200 }, (_, i) => ({ Customer_Id__c: `J3-P${i}`, Name: 'Page' }));
  await accounts.upsert(rows, 'Customer_Id__c', { allowRecursive: true });
  const first = await org.query("SELECT Id FROM Account WHERE Name = 'Page'");
  same([first.records.length, first.totalSize, first.done], [2000, 2200, false]);
  const rest = await org.queryMore(first.nextRecordsUrl);
  same([rest.records.length, rest.done], [200, true]);
});
step('queries that jsforce builds', async () => {
  const found = await accounts.find({ Name: { $like: 'N1%' }, Phone: null }, 'Id, Name, Owner.Name')
    .sort('-Name').limit(3);
  same(found.map((record) => [record.Name, record.Owner.Name]),
    ['N199', 'N198', 'N197'].map((name) => [name, 'Integration User']));
});
step('an expired session in the middle', async () => {
  await fault({ type: 'expireSessions' });
  const before = refreshes;
  same((await org.query('SELECT COUNT() FROM Account')).totalSize > 2000, true);
  same(refreshes, before + 1);
});
step('composite', async () => {
  const answer = await org.requestPost('/composite', {
    allOrNone: true,
    compositeRequest: [{
      method: 'POST', url: '/services/data/v50.0/sobjects/Account', referenceId: 'a', body: { Name: 'C' },
    }],
  });
  same(answer.compositeResponse[0].httpStatusCode, 201);
});
step('Bulk API 2.0: upsert with a bad row, query, delete', async () => {
  const done = await org.bulk2.loadAndWaitForResults({
    object: 'Account',
    operation: 'upsert',
    externalIdFieldName: 'Customer_Id__c',
    input: [
      { Customer_Id__c: 'J3-B1', Name: 'Bulk "1", x' },
      { Customer_Id__c: 'J3-B2', Name: '' },
      { Customer_Id__c: 'J3-B3', Name: 'Ünïcode' },
    ],
    ...poll,
  });
  same([done.successfulResults.length, done.failedResults.length, done.unprocessedRecords.length], [2, 1, 0]);
  same(done.failedResults[0].sf__Error, 'REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --');
  const stream = await org.bulk2.query("SELECT Id, Name FROM Account WHERE Customer_Id__c LIKE 'J3-B%'", poll);
  const records = await stream.toArray();
  same(records.map((record) => record.Name).sort(), ['Bulk "1", x', 'Ünïcode']);
  const gone = await org.bulk2.loadAndWaitForResults({
    object: 'Account', operation: 'delete', input: records.map(({ Id }) => ({ Id })), ...poll,
  });
  same(gone.successfulResults.length, 2);
});
step('deleted, undeleted, merged: queryAll, deleted and SOAP', async () => {
  const [winner, loser] = (await accounts.create([{ Name: 'Winner' }, { Name: 'Loser' }])).map(({ id }) => id);
  const contact = (await org.sobject('Contact').create({ LastName: 'Doe', AccountId: loser })).id;
  same((await accounts.destroy([loser]))[0].success, true);
  const gone = await org.query(`SELECT Id, IsDeleted FROM Contact WHERE Id = '${contact}'`, { scanAll: true });
  same(gone.records[0].IsDeleted, true);
  const deleted = await accounts.deleted(new Date(Date.now() - 3600e3), new Date(Date.now() + 90e3));
  same(deleted.deletedRecords.some(({ id }) => id === loser), true);
  await refused(() => accounts.deleted(new Date(Date.now() - 40 * 864e5), new Date()), 'INVALID_REPLICATION_DATE');
  same((await org.soap.undelete([loser])).map(({ success }) => success), [true]);
  same((await org.sobject('Contact').retrieve(contact)).AccountId, loser);
  const again = await org.soap.undelete([loser]);
  same([again[0].success, again[0].errors[0].statusCode], [false, 'UNDELETE_FAILED']);
  const merged = await org.soap.merge({
    masterRecord: { type: 'Account', Id: winner, Name: 'Both & more' }, recordToMergeIds: [loser],
  });
  same([merged.success, merged.id, merged.mergedRecordIds, merged.updatedRelatedIds],
    [true, winner, [loser], [contact]]);
  const trace = await org.query(`SELECT MasterRecordId FROM Account WHERE Id = '${loser}'`, { scanAll: true });
  same(trace.records[0].MasterRecordId, winner);
  await refused(() => org.soap.merge({ masterRecord: { type: 'Nothing', Id: winner }, recordToMergeIds: [loser] }),
    'sf:INVALID_TYPE');
});
step('an expired session in a SOAP call', async () => {
  await fault({ type: 'expireSessions' });
  const before = refreshes;
  same(Number.isNaN(Date.parse((await org.soap.getServerTimestamp()).timestamp)), false);
  same(refreshes, before + 1);
});

run();

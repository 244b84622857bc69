// Plays a backend that was written for the hosted service. What needs a user is asked of whoever
// runs this, in a line on standard output; when it is done, a line comes back on standard input.
import assert from 'node:assert/strict';
import { createInterface } from 'node:readline';
import Airstore, {
  AirstoreError,
  AuthenticationError,
  NotFoundError,
  UnprocessableEntityError,
} from '@airstore/sdk';

const workspaceId = 'ws_sdk';
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const { API_KEY: apiKey, BASE_URL: baseURL } = process.env;
// tag::client
const client = new Airstore({ apiKey, baseURL }); // 'org_…', 'https://host.example/api/v1'
// end::client

async function ask(what, argument) {
  console.log(`${what} ${argument}`);
  return (await lines.next()).value;
}

function claim(what) {
  console.log(`ok ${what}`);
}

const session = await client.oauth.createSession({
  integrationType: 'github',
  workspaceId,
});
assert.match(session.session_id, /^sess_/);
assert.equal((await client.oauth.getSession(session.session_id)).status, 'pending');
await ask('approve', session.authorize_url);
const complete = await client.oauth.poll(session.session_id, { timeout: 30_000, interval: 500 });
assert.equal(complete.status, 'complete');
assert.match(complete.connection_id, /^conn_/);
claim('poll resolves when the user approved');

const refused = await client.oauth.createSession({ integrationType: 'github', workspaceId });
await ask('deny', refused.authorize_url);
await assert.rejects(
  client.oauth.poll(refused.session_id, { timeout: 30_000, interval: 500 }),
  (failure) => failure instanceof AirstoreError && /access_denied/.test(failure.message),
);
claim('poll rejects with access_denied when the user denied');

const open = await client.oauth.createSession({ integrationType: 'github', workspaceId });
await assert.rejects(
  client.oauth.poll(open.session_id, { timeout: 1_200, interval: 500 }),
  /timed out/,
);
claim('poll times out when nobody answers');

const token = await ask('token', 'github');
const byToken = await client.connections.create(workspaceId, {
  integrationType: 'github',
  accessToken: token,
});
assert.equal(byToken.integration_type, 'github');
const again = await client.connections.create(workspaceId, {
  integrationType: 'github',
  accessToken: token,
});
assert.equal(again.external_id, byToken.external_id);
claim('create by token, twice, gives one connection');

const byKey = await client.connections.create(workspaceId, {
  integrationType: 'linear',
  apiKey: await ask('key', 'linear'),
  extra: { note: 'from the client' },
});
assert.equal(byKey.workspace_id, workspaceId);
claim('create by API key');

const listed = (await client.connections.list(workspaceId)).map((one) => one.external_id);
for (const id of [complete.connection_id, byToken.external_id, byKey.external_id]) {
  assert.ok(listed.includes(id), `${id} is listed`);
}
claim('list shows what was connected');

await client.connections.del(workspaceId, byKey.external_id);
const left = (await client.connections.list(workspaceId)).map((one) => one.external_id);
assert.ok(!left.includes(byKey.external_id));
claim('delete takes it away');

await assert.rejects(client.connections.del(workspaceId, byKey.external_id), NotFoundError);
await assert.rejects(client.oauth.getSession('sess_unknown'), NotFoundError);
claim('404 is its NotFoundError');

await assert.rejects(
  new Airstore({ apiKey: 'org_unknown', baseURL }).connections.list(workspaceId),
  AuthenticationError,
);
claim('401 is its AuthenticationError');

await assert.rejects(
  client.connections.create(workspaceId, { integrationType: 'unknown', apiKey: 'x' }),
  (failure) =>
    failure instanceof UnprocessableEntityError &&
    /integration_type/.test(failure.message) &&
    /^req_/.test(failure.requestId),
);
claim('422 is its UnprocessableEntityError, and names the field');
process.exit(0);

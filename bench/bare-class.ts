import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';

/**
 * What the machine needs at least for a lesson's order: a server that does nothing but put one line on disk, tell every open
 * stream, and answer who asks for it. In a process of its own, as the school's node is. The first argument is a file.
 */
const file = openSync(process.argv[2] ?? '', 'a');
const streams = new Set<ServerResponse>();
let orders: string[] = [];

const server = createServer((request, response) => {
  if (request.url === '/live') {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(': ready\n\n');
    streams.add(response);
    response.once('close', () => streams.delete(response));
    return;
  }
  if (request.method === 'GET') {
    response.end(JSON.stringify({ commands: orders.map((deed) => ({ deed })) }));
    return;
  }
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
  request.once('end', () => {
    orders = [...orders, (JSON.parse(body) as { deed: string }).deed];
    writeSync(file, `${body}\n`);
    fsyncSync(file);
    for (const stream of streams) stream.write('data: order\n\n');
    response.end('{}');
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(`listening ${typeof address === 'object' ? address?.port : ''}`);
});
process.stdin.resume();
process.stdin.once('end', () => {
  closeSync(file);
  process.exit();
});

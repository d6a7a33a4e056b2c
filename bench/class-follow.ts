import { Agent, get, type IncomingMessage } from 'node:http';

/** What a screen of a lesson hears: a tablet the orders, the teacher's board the pupils. */
export type Heard = {
  readonly commands?: readonly { readonly deed: string }[];
  readonly pupils?: readonly { readonly person: string; readonly answered: number }[];
};

export type Following = {
  readonly address: string;
  readonly token: string;
  readonly topics: readonly string[];
  /** Asks only at events of this topic. */
  readonly only?: string;
  readonly path: string;
  readonly hear: (heard: Heard) => void;
  /** Against the bare server, which has no tokens. */
  readonly isBare?: boolean;
};

/**
 * One screen: a stream that stays open, and a connection of its own on which it asks at every event; of events that come
 * while a question is under way one is asked for after it, as the page does. Resolves when the stream is open.
 */
export function followRun({ address, token, topics, only = '', path, hear, isBare }: Following): Promise<() => void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const headers = token ? { authorization: `Bearer ${token}` } : {};
  const base = isBare ? address : `${address}/api`;
  let isUnderWay = false;
  let isWanted = false;
  const ask = (): void => {
    isWanted = isUnderWay;
    if (isUnderWay) return;
    isUnderWay = true;
    void textOf(`${base}${path}`, { agent, headers }).then((text) => {
      isUnderWay = false;
      hear(JSON.parse(text) as Heard);
      if (isWanted) ask();
    }, closed);
  };
  return new Promise((resolve, reject) => {
    const request = get(
      `${base}/live${isBare ? '' : `?topics=${topics.join(',')}`}`,
      { headers, agent: false },
      (stream) => {
        if (stream.statusCode !== 200) return reject(new Error(`the stream answered ${stream.statusCode}`));
        stream.on('error', closed);
        stream.on('data', (chunk: Buffer) => {
          const events = chunk
            .toString('utf8')
            .split('\n')
            .filter((line) => line.startsWith('data:'));
          if (events.some((line) => line.includes(only))) ask();
        });
        resolve(() => {
          request.destroy();
          agent.destroy();
        });
      },
    );
    request.on('error', reject);
  });
}

/** A stream or a question that ends with the bench itself. */
function closed(): void {}

function textOf(address: string, options: object): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = get(address, options, (response: IncomingMessage) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
      response.once('end', () => (response.statusCode === 200 ? resolve(text) : reject(new Error(text))));
      response.once('error', reject);
    });
    request.once('error', reject);
  });
}

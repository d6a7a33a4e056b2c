import { serve } from '@hono/node-server';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { staticFiles } from '#http/static.ts';
import { password } from '#people/testing.ts';
import type { TestMember } from '../src/testing/region.ts';
import { chromiumEnvironment, journeyFlags, findChromium } from '../tools/test/chromium.ts';
import { signInAdult } from './person.ts';

/** A browser before nodes that run in the test itself: cheaper than a stage where only adults look at what nodes agreed. */
export type Doors = {
  /** A device of its own, signed in at a node. */
  visit(member: TestMember, login: string): Promise<Page>;
  close(): Promise<void>;
};

export async function openDoors(): Promise<Doors> {
  const browser = await chromium.launch({
    executablePath: findChromium(),
    env: chromiumEnvironment,
    args: [...journeyFlags],
  });
  const addresses = new Map<TestMember, string>();
  const closers: (() => Promise<unknown>)[] = [];
  /** Opens a member's door: its API, and the pages beside it. */
  const open = async (member: TestMember): Promise<string> => {
    const pages = staticFiles(join(import.meta.dirname, '..', 'dist', 'web'));
    const fetch = (request: Request): Response | Promise<Response> =>
      new URL(request.url).pathname.startsWith('/api/') ? member.fetch(request) : pages(request);
    const listening = Promise.withResolvers<AddressInfo>();
    const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, listening.resolve);
    closers.push(async () => {
      if ('closeAllConnections' in server) server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    return `http://127.0.0.1:${(await listening.promise).port}`;
  };
  return {
    visit: async (member, login) => {
      const address = addresses.get(member) ?? (await open(member));
      addresses.set(member, address);
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'kk-KZ' });
      context.setDefaultTimeout(10_000);
      const page = await context.newPage();
      await signInAdult(page, address, { login, password });
      return page;
    },
    close: async () => {
      await browser.close();
      for (const close of closers) await close();
    },
  };
}

import type { Locator, Page } from 'playwright-core';

/** How somebody handles a page: with a finger on the glass, or with the keys alone. */
export type Hand = {
  readonly press: (button: Locator) => Promise<void>;
  /** Writes into a field what stands there from now on. */
  readonly write: (field: Locator, text: string) => Promise<void>;
  readonly choose: (list: Locator, label: string) => Promise<void>;
};

/** With a finger: what is pressed is tapped where it lies, so it has to be seen. */
export function finger(page: Page): Hand {
  return {
    press: (button) => button.tap(),
    write: async (field, text) => {
      await field.tap();
      await field.selectText();
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    },
    // A list opens as a sheet of the system, where no page sees the finger.
    choose: async (list, label) => {
      await list.tap();
      await list.selectOption({ label });
      await page.keyboard.press('Escape');
    },
  };
}

/** With the keys: nothing is ever pointed at. */
export function keys(page: Page): Hand {
  return {
    press: async (button) => {
      await button.focus();
      await page.keyboard.press((await button.getAttribute('type')) === 'checkbox' ? 'Space' : 'Enter');
    },
    write: async (field, text) => {
      await field.focus();
      await page.keyboard.press('Control+A');
      await page.keyboard.type(text);
      await page.keyboard.press('Tab');
    },
    choose: async (list, label) => {
      await list.focus();
      const [at, wanted] = await list.evaluate((element, text) => {
        const { options, selectedIndex } = element as HTMLSelectElement;
        return [selectedIndex, [...options].findIndex((each) => each.text === text)] as const;
      }, label);
      if (wanted < 0) throw new Error(`there is no «${label}» to choose`);
      for (let n = at; n !== wanted; n += Math.sign(wanted - at)) {
        await page.keyboard.press(wanted > at ? 'ArrowDown' : 'ArrowUp');
        // Each step is kept before the list stands on it.
        await list.evaluate(
          () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
        );
      }
    },
  };
}

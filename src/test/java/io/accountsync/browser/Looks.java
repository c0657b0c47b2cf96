package io.accountsync.browser;

/** What eyes do, as scripts that a page runs: each gives what they would complain of, and nothing where all is well. */
final class Looks {
    /** Text that stands out less from its ground than WCAG's 4.5 to 1. */
    static final String WEAK =
            """
            (() => {
              const numbers = (color) => {
                const found = color.match(/[\\d.]+/g).map(Number);
                return color.startsWith('color(') ? found.slice(-3).map((part) => part * 255).concat(1) : found;
              };
              const light = ([r, g, b]) => [r, g, b]
                .map((part) => part / 255)
                .map((part) => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
                .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
              const ground = (element) => {
                for (let one = element; one; one = one.parentElement) {
                  const color = numbers(getComputedStyle(one).backgroundColor);
                  if (color.length < 4 || color[3] === 1) {
                    return color;
                  }
                }
                return [255, 255, 255];
              };
              const weak = [];
              for (const element of document.querySelectorAll('body *')) {
                const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
                if (!hasText || !element.checkVisibility() || element.disabled) {
                  continue;
                }
                const [one, other] = [numbers(getComputedStyle(element).color), ground(element)].map(light);
                const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
                if (contrast < 4.5) {
                  weak.push(contrast.toFixed(2) + ' ' + element.outerHTML.slice(0, 120));
                }
              }
              return weak.join('\\n');
            })()
            """;

    /** What makes the page wider than its window. */
    static final String WIDE =
            """
            (() => {
              const most = document.documentElement.clientWidth;
              if (document.documentElement.scrollWidth <= most && window.innerWidth <= 360) {
                return '';
              }
              return 'window ' + window.innerWidth + ', page ' + document.documentElement.scrollWidth + '\\n'
                + [...document.querySelectorAll('body *')]
                  .filter((one) => one.getBoundingClientRect().right > most && !one.closest('.scroll'))
                  .map((one) => one.outerHTML.slice(0, 120)).join('\\n');
            })()
            """;

    /** Text that goes on beyond what is seen of its element, or of the paper. */
    static final String CUT =
            """
            (() => [...document.querySelectorAll('body *')]
              .filter((one) => one.checkVisibility() && one.innerText)
              .filter((one) => {
                const style = getComputedStyle(one);
                const box = one.getBoundingClientRect();
                const holds = (overflow, inside, outside) => overflow !== 'visible' && inside > outside + 1;
                return box.right > document.documentElement.clientWidth + 1 || box.left < -1
                  || holds(style.overflowX, one.scrollWidth, one.clientWidth)
                  || holds(style.overflowY, one.scrollHeight, one.clientHeight)
                  || style.textOverflow === 'ellipsis';
              })
              .map((one) => one.outerHTML.slice(0, 120)).join('\\n'))()
            """;

    private Looks() {}
}

import { options, type VNode } from 'preact';
import { baseHere, linkUnder } from '../base.js';

/** The attributes of HTML that lead somewhere and that pages use. */
const ADDRESSES = ['href', 'action', 'formaction', 'src'] as const;

/** An element with this attribute leads out of the town: its address is the whole host's. */
export const OUTSIDE = 'data-outside';

/**
 * Sets the addresses of every element made while a town's request is answered under that town's own (preact's documented
 * hook, which sees each element once, when it is made). Elements live no longer than their page, so their properties are
 * nobody else's.
 */
export function keepLinksInTown(): void {
  options.vnode = (vnode: VNode) => {
    const { type } = vnode;
    if (typeof type !== 'string') return;
    const props = vnode.props as Record<string, unknown>;
    for (const name of ADDRESSES) {
      const address = props[name];
      if (typeof address !== 'string') continue;
      const base = baseHere();
      if (base !== '' && !(OUTSIDE in props)) props[name] = linkUnder(base, address);
    }
  };
}

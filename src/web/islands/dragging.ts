import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import type { Half, Place } from './slot.js';

/** Makes every chip of `root` draggable and every half-day of it a place to drop; undo with what is returned. */
export function makeDraggable(
  root: HTMLElement,
  onDrop: (chip: HTMLElement, place: Place) => void,
): () => void {
  const chips = [...root.querySelectorAll<HTMLElement>('[data-activity]')];
  const places = [...root.querySelectorAll<HTMLElement>('[data-drop]')];
  return combine(
    ...chips.map((element) =>
      draggable({
        element,
        onDragStart: () => {
          root.classList.add('dragging');
          element.classList.add('dragged');
        },
        onDrop: () => {
          root.classList.remove('dragging');
          element.classList.remove('dragged');
        },
      }),
    ),
    ...places.map((element) =>
      dropTargetForElements({
        element,
        onDragEnter: () => {
          element.classList.add('over');
        },
        onDragLeave: () => {
          element.classList.remove('over');
        },
        onDrop: () => {
          element.classList.remove('over');
        },
      }),
    ),
    monitorForElements({
      onDrop: ({ source, location }) => {
        const [target] = location.current.dropTargets;
        const { drop, half } = target?.element instanceof HTMLElement ? target.element.dataset : {};
        if (drop !== undefined && half !== undefined)
          onDrop(source.element, { day: drop, half: half as Half });
      },
    }),
  );
}

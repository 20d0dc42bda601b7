/** What is wrong with one field, as the server says it. */
export interface FieldFault {
  readonly path: string;
  readonly message: string;
}

export type Outcome =
  | { readonly kind: 'received' }
  /** Trying again would not help. */
  | { readonly kind: 'refused'; readonly detail: string; readonly errors: readonly FieldFault[] }
  /** No line, or a server that has no time (`busy`): the same may be sent again. */
  | { readonly kind: 'unreached'; readonly busy: boolean };

/** A line that moves nothing for so long is none, in milliseconds. */
const STALLED_MS = 45_000;

const PASSING = new Set([0, 408, 425, 429]);

function refusal(text: string): Outcome {
  try {
    const { detail = '', errors = [] } = JSON.parse(text) as { detail?: string; errors?: FieldFault[] };
    return { kind: 'refused', detail, errors };
  } catch {
    return { kind: 'refused', detail: '', errors: [] };
  }
}

/** A sending under way. */
export interface Sending {
  readonly outcome: Promise<Outcome>;
  readonly stop: () => void;
}

/**
 * Sends a form once. By the older of the two ways to ask, for only that tells how much has left.
 *
 * @param onProgress whole percent of what has left the phone
 */
export function send(
  url: string,
  body: FormData | URLSearchParams,
  onProgress: (percent: number) => void,
): Sending {
  const request = new XMLHttpRequest();
  let stalled: ReturnType<typeof setTimeout> | undefined;
  const moving = (): void => {
    clearTimeout(stalled);
    stalled = setTimeout(() => {
      request.abort();
    }, STALLED_MS);
  };
  const outcome = new Promise<Outcome>((resolve) => {
    request.upload.onprogress = ({ loaded, total }) => {
      moving();
      onProgress(total > 0 ? Math.floor((100 * loaded) / total) : 0);
    };
    request.onloadend = () => {
      clearTimeout(stalled);
      const { status, responseText } = request;
      if (status >= 200 && status < 300) resolve({ kind: 'received' });
      else if (PASSING.has(status) || status >= 500) resolve({ kind: 'unreached', busy: status !== 0 });
      else resolve(refusal(responseText));
    };
  });
  request.open('POST', url);
  request.setRequestHeader('Accept', 'application/json');
  moving();
  request.send(body);
  return {
    outcome,
    stop: () => {
      request.abort();
    },
  };
}

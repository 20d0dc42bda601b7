/*
 * Unpacks the browser that an npm package brings into the folder for temporary files, and prints where it is.
 * A process of its own: the package writes into the environment, and decides on import what else it must unpack.
 */
import chromium from '@sparticuz/chromium';

process.stdout.write(await chromium.executablePath());

/** The largest file, in bytes. */
export const FILE_LIMIT = 5 * 1024 * 1024;

/** The most rows with something in them, or events, of one file. */
export const ROW_LIMIT = 5000;

/** The most rows that are looked at, empty ones that are only drawn included. */
export const SEEN_ROWS = 20_000;

/** The most cells of a row that are looked at. */
export const SEEN_COLUMNS = 500;

/** What a workbook may unpack to, in bytes; 5,000 rows of text take about 5 MB. */
export const UNPACKED_LIMIT = 40 * 1024 * 1024;

/** The most parts of a workbook. */
export const PART_LIMIT = 1000;

/** How long reading may take, in milliseconds. */
export const READING_MS = 10_000;

/** How long the reader may take before it begins, in milliseconds: a busy machine loads it slowly. */
export const STARTING_MS = 60_000;

/** What reading may hold in memory, in megabytes. */
export const READING_MB = 384;

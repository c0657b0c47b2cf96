package io.accountsync.source;

import java.util.List;

/**
 * A row of a CSV file as it stands there.
 *
 * @param cells without their quotes
 * @param firstLine of the file, counted from 1
 * @param lastLine other than the first when a cell holds line ends
 * @param isEnded whether a line end stands behind it
 * @param mistake what is wrong with the row, or null; it then holds no contents that can be relied on
 */
public record CsvRow(List<String> cells, long firstLine, long lastLine, boolean isEnded, String mistake) {}

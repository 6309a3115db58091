package dev.slipway.local.terminal;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table of plain text; the last column may be cut to fit. */
public final class Grid {
    private static final String GAP = "  ";

    private Grid() {}

    /**
     * Draws rows of equal length.
     *
     * @param rows the first is the heading
     * @param columns width of the terminal
     * @return lines, each ended by a line break
     */
    public static String draw(List<List<String>> rows, int columns) {
        var widths = IntStream.range(0, rows.get(0).size())
                .map(column -> rows.stream()
                        .map(row -> row.get(column))
                        .mapToInt(cell -> cell.codePointCount(0, cell.length()))
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream()
                .map(row -> Clean.cut(line(row, widths), columns) + "\n")
                .collect(Collectors.joining());
    }

    private static String line(List<String> row, int[] widths) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> row.get(column)
                        + " "
                                .repeat(widths[column]
                                        - row.get(column)
                                                .codePointCount(
                                                        0, row.get(column).length())))
                .collect(Collectors.joining(GAP))
                .stripTrailing();
    }
}

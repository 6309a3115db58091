package dev.slipway.local.show;

import dev.slipway.local.address.ServiceAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table of plain text. */
public final class Table {
    private static final String GAP = "  ";

    private Table() {}

    /**
     * Draws pipelines, one in a row, and says below which services had to take another port than their own.
     *
     * @param pipelines the rows
     * @return lines, each ended by a line break
     */
    public static String draw(List<PipelineView> pipelines) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("SERVICE", "PIPELINE", "SOURCE", "IMAGE", "ECS SERVICE", "URL"));
        pipelines.forEach(pipeline -> rows.add(List.of(
                pipeline.service(),
                pipeline.name(),
                pipeline.source(),
                pipeline.image(),
                pipeline.target(),
                pipeline.address().map(address -> address.url().toString()).orElse("-"))));
        var widths = IntStream.range(0, rows.get(0).size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        var table = rows.stream().map(row -> line(row, widths)).collect(Collectors.joining());
        return table + moved(pipelines);
    }

    private static String moved(List<PipelineView> pipelines) {
        return pipelines.stream()
                .flatMap(pipeline -> pipeline.address().flatMap(ServiceAddress::moved).stream()
                        .map(moved -> "%s %s\n".formatted(pipeline.target(), moved)))
                .collect(Collectors.joining());
    }

    private static String line(List<String> row, int[] widths) {
        return IntStream.range(0, row.size())
                        .mapToObj(column -> row.get(column)
                                + " ".repeat(widths[column] - row.get(column).length()))
                        .collect(Collectors.joining(GAP))
                        .stripTrailing()
                + "\n";
    }
}

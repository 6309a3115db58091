package dev.slipway.local.terminal;

import dev.slipway.local.executions.ExecutionView;
import dev.slipway.local.executions.Progress;
import dev.slipway.local.executions.ServiceView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A scene as the lines of a terminal: none longer than its width, and no more than its height. */
public final class Frame {
    private static final int EVENTS = 3;
    private static final int SMALLEST_LOG = 3;

    private final Style style;
    private final int columns;
    private final int rows;

    /**
     * A frame.
     *
     * @param style colours or none
     * @param columns width of the terminal
     * @param rows height of the terminal
     */
    public Frame(Style style, int columns, int rows) {
        this.style = style;
        this.columns = Math.max(20, columns);
        this.rows = Math.max(10, rows);
    }

    /** The lines, without line breaks. */
    public List<String> lines(Scene scene) {
        var lines = new ArrayList<String>();
        head(scene, lines);
        scene.execution().stages().forEach(stage -> stage(stage, scene, lines));
        scene.service().ifPresent(service -> service(service, lines));
        log(scene, lines);
        // The last row stays free for the cursor.
        return lines.size() < rows ? lines : lines.subList(0, rows - 1);
    }

    private void head(Scene scene, List<String> lines) {
        var summary = scene.execution().summary();
        var progress = summary.progress();
        var took = Durations.of(progress.elapsed(scene.now()));
        lines.add(style.strong(cut(scene.execution().pipeline(), columns)));
        lines.add(style.status(
                progress.status(),
                cut(
                        "%s %s  %s  execution %s"
                                .formatted(Style.sign(progress.status()), progress.status(), took, summary.id()),
                        columns)));
        summary.revisions().stream()
                .map(revision -> (revision.shortId() + " " + Clean.line(revision.title())).strip())
                .filter(text -> !text.isEmpty())
                .forEach(text -> lines.add(style.dim(cut("  " + text, columns))));
        if (!scene.execution().statusSummary().isEmpty()) {
            wrapped("  ", scene.execution().statusSummary(), lines);
        }
        lines.add("");
    }

    private void stage(ExecutionView.Stage stage, Scene scene, List<String> lines) {
        lines.add(row("", stage.name(), stage.progress(), scene));
        if (!stage.waiting().isEmpty()) {
            lines.add(style.dim(cut("  waits: " + Clean.line(stage.waiting()), columns)));
        }
        for (var action : stage.actions()) {
            if (stage.actions().size() > 1
                    || action.progress().goesOn()
                    || !action.error().isEmpty()) {
                action(action, scene, lines);
            }
        }
    }

    private void action(ExecutionView.Action action, Scene scene, List<String> lines) {
        var attempt = action.attempt() > 1 ? ", attempt " + action.attempt() : "";
        var what = (action.provider() + " " + action.subject()).strip();
        lines.add(row("  ", "%s  %s%s".formatted(action.name(), what, attempt), action.progress(), scene));
        if (action.progress().status().equals("Failed")) {
            wrapped("    ", action.error().isEmpty() ? action.summary() : action.error(), lines);
        } else if (action.provider().equals("Manual") && action.progress().goesOn()) {
            lines.add(style.dim(cut("    waits for ./slipway approve", columns)));
        }
    }

    /** Sign and name to the left, the time to the right. */
    private String row(String indent, String name, Progress progress, Scene scene) {
        var time = progress.started() == null ? "" : Durations.of(progress.elapsed(scene.now()));
        var room = columns - time.length() - 1;
        var left = cut("%s%s %s".formatted(indent, Style.sign(progress.status()), name), room);
        var gap = " ".repeat(room - left.codePointCount(0, left.length()) + 1);
        return style.status(progress.status(), left) + (time.isEmpty() ? "" : gap + style.dim(time));
    }

    private void service(ServiceView service, List<String> lines) {
        lines.add("");
        lines.add(style.strong(cut("service %s/%s".formatted(service.cluster(), service.service()), columns)));
        for (var deployment : service.deployments()) {
            lines.add(cut(
                    "  %-8s %s  %d of %d running, %d pending, %d failed  %s"
                            .formatted(
                                    deployment.status(),
                                    deployment.revision(),
                                    deployment.running(),
                                    deployment.desired(),
                                    deployment.pending(),
                                    deployment.failed(),
                                    deployment.rollout())
                            .stripTrailing(),
                    columns));
        }
        service.events().stream()
                .limit(EVENTS)
                .forEach(event -> lines.add(style.dim(cut("  " + Clean.line(event.message()), columns))));
    }

    /** As many of the last lines as there is room for. */
    private void log(Scene scene, List<String> lines) {
        if (scene.log().isEmpty()) {
            return;
        }
        var room = Math.max(SMALLEST_LOG, rows - lines.size() - 3);
        lines.add("");
        lines.add(style.strong("build log"));
        var skipped = Math.max(0, scene.log().size() - room);
        scene.log().stream().skip(skipped).forEach(line -> lines.add(style.dim(cut("  " + Clean.line(line), columns))));
    }

    private void wrapped(String indent, String text, List<String> lines) {
        var room = columns - indent.length();
        Stream.of(Clean.line(text.replace('\n', ' ')).split("(?<=\\G.{" + room + "})"))
                .map(part -> style.status("Failed", indent + part))
                .forEach(lines::add);
    }

    private static String cut(String text, int columns) {
        return Clean.cut(text, columns);
    }
}

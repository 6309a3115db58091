package dev.slipway.local.terminal;

import dev.slipway.local.executions.ExecutionView;
import dev.slipway.local.executions.Progress;
import dev.slipway.local.executions.ServiceView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What changed from scene to scene, one line each: for pipes and logs. */
public final class Changes {
    private final Map<String, String> told = new LinkedHashMap<>();
    private final Set<String> events = new HashSet<>();
    private boolean sawService;

    /** The lines to add for a scene; none when nothing changed since the one before. */
    public List<String> since(Scene scene) {
        var lines = new ArrayList<String>();
        var execution = scene.execution();
        for (var stage : execution.stages()) {
            change(stage.name(), "stage " + stage.name(), stage.progress(), "", scene, lines);
            if (!stage.waiting().isEmpty()) {
                tell("waits " + stage.name(), "stage %s waits: %s".formatted(stage.name(), stage.waiting()), lines);
            }
            stage.actions().forEach(action -> action(stage, action, scene, lines));
        }
        scene.service().ifPresent(service -> service(service, lines));
        var progress = execution.summary().progress();
        var why = execution.statusSummary().isEmpty() ? "" : ": " + execution.statusSummary();
        change("", "execution " + execution.id(), progress, why, scene, lines);
        return lines.stream().map(Clean::line).toList();
    }

    private void action(ExecutionView.Stage stage, ExecutionView.Action action, Scene scene, List<String> lines) {
        var why = action.error().isEmpty() ? action.summary() : action.error();
        change(
                "%s/%s#%d".formatted(stage.name(), action.name(), action.attempt()),
                "action %s/%s".formatted(stage.name(), action.name()),
                action.progress(),
                action.progress().status().equals("Failed") && !why.isEmpty() ? ": " + why : "",
                scene,
                lines);
    }

    private void change(String key, String what, Progress progress, String why, Scene scene, List<String> lines) {
        if (!progress.status().isEmpty()) {
            var after = progress.ended() ? " after " + Durations.of(progress.elapsed(scene.now())) : "";
            tell(key, progress.status(), "%s %s%s%s".formatted(what, progress.status(), after, why), lines);
        }
    }

    private void service(ServiceView service, List<String> lines) {
        for (var deployment : service.deployments()) {
            tell(
                    "deployment " + deployment.id(),
                    "deployment %s of %s: %d of %d running, %d pending, %d failed %s"
                            .formatted(
                                    deployment.id(),
                                    deployment.revision(),
                                    deployment.running(),
                                    deployment.desired(),
                                    deployment.pending(),
                                    deployment.failed(),
                                    deployment.rollout())
                            .stripTrailing(),
                    lines);
        }
        for (int i = service.events().size() - 1; i >= 0; i--) {
            var event = service.events().get(i);
            // What was there at the first look happened before this execution deployed.
            if (events.add(event.id()) && sawService) {
                lines.add(event.message());
            }
        }
        sawService = true;
    }

    private void tell(String key, String line, List<String> lines) {
        tell(key, line, line, lines);
    }

    private void tell(String key, String state, String line, List<String> lines) {
        if (!state.equals(told.put(key, state))) {
            lines.add(line);
        }
    }
}

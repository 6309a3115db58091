package dev.slipway.local.cloud;

import dev.slipway.local.cloud.access.record.CallLog;
import dev.slipway.local.cloud.codecommit.RepositoryCheck;
import dev.slipway.local.cloud.ecr.ImageCheck;
import dev.slipway.local.cloud.ecs.control.EcsManifest;
import dev.slipway.local.cloud.logs.LogCheck;
import dev.slipway.local.cloud.ministack.MinistackCheck;
import dev.slipway.local.cloud.store.Damage;
import dev.slipway.local.cloud.store.DamagedState;
import dev.slipway.local.cloud.store.Mark;
import dev.slipway.local.cloud.store.Store;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares a state folder with its manifest and its records before anything of it is opened: all differences at once, and nothing changed. */
final class StateCheck {
    private final StateFolder folder;
    private final Map<String, Optional<Mark>> manifest;
    private final boolean everything;

    /**
     * @param manifest what each part had at its last commit
     * @param everything whether to read all bytes; a start reads what it needs, and looks at names, sizes and checksums of the rest
     */
    StateCheck(StateFolder folder, Map<String, Optional<Mark>> manifest, boolean everything) {
        this.folder = folder;
        this.manifest = manifest;
        this.everything = everything;
    }

    private Optional<Mark> mark(String part) {
        return manifest.getOrDefault(part, Optional.empty());
    }

    List<Damage> damages() {
        var damages = new ArrayList<Damage>();
        damages.addAll(journal());
        damages.addAll(CallLog.damages(folder.calls(), mark(StateFolder.CALLS)));
        damages.addAll(EcsManifest.damages(folder.ecs(), mark(StateFolder.ECS), mark(StateFolder.PULLED_IMAGES)));
        damages.addAll(MinistackCheck.damages(folder.ministack(), manifest, everything));
        return damages;
    }

    /** The journal, and what its rows stand for. */
    private List<Damage> journal() {
        var mark = mark(StateFolder.JOURNAL);
        var missing = Damage.unlessFolder(folder.journal());
        if (missing.isPresent()) {
            return missing.filter(damage -> mark.isPresent() || damage.kind() != Damage.Kind.MISSING).stream()
                    .toList();
        }
        try {
            var rows = Store.look(folder.journal(), mark);
            var damages = new ArrayList<>(RepositoryCheck.damages(rows, folder.repositories(), everything));
            damages.addAll(ImageCheck.damages(rows, folder.images(), everything));
            damages.addAll(LogCheck.damages(rows, folder.logs(), everything));
            return damages;
        } catch (DamagedState e) {
            return List.of(e.damage());
        } catch (IOException e) {
            return List.of(Damage.unreadable(folder.journal(), e));
        }
    }
}

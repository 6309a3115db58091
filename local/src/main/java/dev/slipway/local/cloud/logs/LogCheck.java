package dev.slipway.local.cloud.logs;

import dev.slipway.local.cloud.store.Damage;
import dev.slipway.local.cloud.store.DamagedState;
import dev.slipway.local.cloud.store.Transaction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compares the files of log events with the streams that have them; nothing is changed. */
public final class LogCheck {
    private LogCheck() {}

    /**
     * All differences.
     *
     * @param rows the store's
     * @param folder the files
     * @param everything whether to read the events; a start does that when it opens the files
     */
    public static List<Damage> damages(Transaction rows, Path folder, boolean everything) {
        var damages = new ArrayList<Damage>();
        for (var name : Logs.files(rows)) {
            var file = LogFiles.path(folder, name);
            var unreadable = Damage.unlessFile(file);
            if (unreadable.isPresent()) {
                damages.add(unreadable.get());
            } else if (everything) {
                read(file, damages);
            }
        }
        return damages;
    }

    private static void read(Path file, List<Damage> damages) {
        try {
            EventFile.open(file);
        } catch (DamagedState e) {
            damages.add(e.damage());
        } catch (IOException e) {
            damages.add(Damage.unreadable(file, e));
        }
    }
}

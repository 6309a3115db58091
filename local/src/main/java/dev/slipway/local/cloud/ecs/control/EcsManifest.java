package dev.slipway.local.cloud.ecs.control;

import dev.slipway.local.cloud.store.Damage;
import dev.slipway.local.cloud.store.Mark;
import dev.slipway.local.cloud.store.Slot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The lines of the controller's files in the manifest.
 *
 * @param records of services and tasks
 * @param pulledImages of the list of images that tasks brought onto the machine
 */
public record EcsManifest(Slot records, Slot pulledImages) {
    static final String PULLED_IMAGES = "pulled-images";

    /** For a controller whose files are in no manifest. */
    public static EcsManifest none() {
        return new EcsManifest(Slot.none(), Slot.none());
    }

    /**
     * How the files differ from what was written.
     *
     * @param state the file of services and tasks
     * @param records what the manifest says of it
     * @param pulledImages what the manifest says of the list of pulled images beside it
     */
    public static List<Damage> damages(Path state, Optional<Mark> records, Optional<Mark> pulledImages) {
        var damages = new ArrayList<Damage>();
        RecordFile.damage(state, records).ifPresent(damages::add);
        pulledImages
                .flatMap(mark -> mark.appended(state.resolveSibling(PULLED_IMAGES)))
                .map(damage -> damage.losing("which images ./slipway local reset removes from the container engine"))
                .ifPresent(damages::add);
        return damages;
    }
}

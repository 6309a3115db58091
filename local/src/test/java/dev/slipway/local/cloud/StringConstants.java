package dev.slipway.local.cloud;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The string constants in compiled classes: what is said there, without what comments say. */
final class StringConstants {
    private StringConstants() {}

    /** Those of every class in the package of a class. */
    static Set<String> inPackageOf(Class<?> type) throws IOException, URISyntaxException {
        var root =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        var found = new TreeSet<String>();
        try (var files = Files.list(root.resolve(type.getPackageName().replace('.', '/')))) {
            for (var file :
                    files.filter(name -> name.toString().endsWith(".class")).toList()) {
                try (var stream = new DataInputStream(Files.newInputStream(file))) {
                    found.addAll(read(stream));
                }
            }
        }
        return found;
    }

    /** Reads a constant pool as the Java Virtual Machine Specification lays it out in section 4.4. */
    private static Set<String> read(DataInputStream stream) throws IOException {
        stream.skipNBytes(8);
        var count = stream.readUnsignedShort();
        Map<Integer, String> texts = new HashMap<>();
        Set<Integer> strings = new HashSet<>();
        for (int i = 1; i < count; i++) {
            var tag = stream.readUnsignedByte();
            switch (tag) {
                case 1 -> texts.put(i, stream.readUTF());
                case 8 -> strings.add(stream.readUnsignedShort());
                case 7, 16, 19, 20 -> stream.skipNBytes(2);
                case 15 -> stream.skipNBytes(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> stream.skipNBytes(4);
                case 5, 6 -> {
                    stream.skipNBytes(8);
                    i++;
                }
                default -> throw new IOException("unknown constant " + tag);
            }
        }
        texts.keySet().retainAll(strings);
        return Set.copyOf(texts.values());
    }
}

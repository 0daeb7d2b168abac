package io.voucherctl.server.cluster.kubelet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Shows a ConfigMap or Secret as a directory whose contents change all at once: a dated directory
 * with the files, {@code ..data} pointing to it, and a link per key through {@code ..data}. The
 * kubelet's {@code AtomicWriter}; besides, {@code ..data/..revision} holds the object's
 * resourceVersion, so that a reader can tell which one it has read.
 */
final class Projection {
  static final String REVISION = "..revision";
  private static final Path DATA = Path.of("..data");
  private static final DateTimeFormatter DATED =
      DateTimeFormatter.ofPattern("..uuuu_MM_dd_HH_mm_ss.").withZone(ZoneOffset.UTC);

  private final Path directory;
  private final InstantSource clock;

  Projection(Path directory, InstantSource clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /** File names must be safe; the caller has checked them. */
  void write(Map<String, byte[]> files, String revision) throws IOException {
    PodDirectory.create(directory);
    Path dated = PodDirectory.createUnique(directory, DATED.format(clock.instant()));
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      writePrivate(dated.resolve(file.getKey()), file.getValue());
    }
    writePrivate(dated.resolve(REVISION), revision.getBytes(StandardCharsets.UTF_8));
    Path next = directory.resolve("..data_tmp");
    Files.deleteIfExists(next);
    Files.createSymbolicLink(next, dated.getFileName());
    Files.move(
        next,
        directory.resolve(DATA),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    for (String key : files.keySet()) {
      Path link = directory.resolve(key);
      if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
        Files.createSymbolicLink(link, DATA.resolve(key));
      }
    }
    clean(dated, files);
  }

  private void clean(Path dated, Map<String, byte[]> files) throws IOException {
    List<Path> entries;
    try (Stream<Path> all = Files.list(directory)) {
      entries = all.toList();
    }
    for (Path entry : entries) {
      String name = entry.getFileName().toString();
      if (entry.equals(dated) || name.equals(DATA.toString()) || files.containsKey(name)) {
        continue;
      }
      if (Files.isSymbolicLink(entry)) {
        Files.delete(entry);
      } else {
        PodDirectory.removeTree(entry);
      }
    }
  }

  private static void writePrivate(Path file, byte[] content) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(file, content, StandardOpenOption.WRITE);
  }
}

package io.voucherctl.server.cluster.kubelet;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code <state>/pods/<namespace>_<pod>_<uid>/}: a pod's volumes and, per container, its logs. The
 * user's alone, for Secrets lie here.
 */
record PodDirectory(Path path) {
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  static PodDirectory of(Path state, PodId pod) {
    return new PodDirectory(pods(state).resolve(pod.directory()));
  }

  Path container(String name) {
    return path.resolve(name);
  }

  Path volumes() {
    return path.resolve("volumes");
  }

  Path volume(String name) {
    return volumes().resolve(name);
  }

  static void create(Path directory) throws IOException {
    Files.createDirectories(directory, PRIVATE);
  }

  static Path createUnique(Path parent, String prefix) throws IOException {
    return Files.createTempDirectory(parent, prefix, PRIVATE);
  }

  /** The pod is gone; its logs stay. */
  void removeVolumes() throws IOException {
    removeTree(volumes());
  }

  /** What an earlier kubelet left behind: Secrets must not stay when nobody uses them. */
  static void removeAllVolumes(Path state) throws IOException {
    if (Files.isDirectory(pods(state))) {
      try (Stream<Path> all = Files.list(pods(state))) {
        for (Path path : all.toList()) {
          new PodDirectory(path).removeVolumes();
        }
      }
    }
  }

  /**
   * Removes all but the {@code kept} youngest of the pods that are not living.
   *
   * @param living asked only about directories that are there, so that it knows of their pods
   */
  static void prune(Path state, Predicate<PodDirectory> living, int kept) throws IOException {
    if (!Files.isDirectory(pods(state))) {
      return;
    }
    List<Path> dead;
    try (Stream<Path> all = Files.list(pods(state))) {
      dead =
          all.filter(path -> !living.test(new PodDirectory(path)))
              .sorted(Comparator.comparing(PodDirectory::modified).reversed())
              .skip(kept)
              .toList();
    }
    for (Path path : dead) {
      removeTree(path);
    }
  }

  private static Path pods(Path state) {
    return state.resolve("pods");
  }

  private static FileTime modified(Path path) {
    try {
      return Files.getLastModifiedTime(path);
    } catch (IOException e) {
      return FileTime.fromMillis(0); // it went away meanwhile
    }
  }

  /** Removes links, never what they point to. */
  static void removeTree(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}

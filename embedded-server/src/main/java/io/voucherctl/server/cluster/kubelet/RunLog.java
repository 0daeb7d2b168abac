package io.voucherctl.server.cluster.kubelet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The log of one run: {@code <restartCount>.log}. At its size limit it moves to {@code .log.1} (in
 * place of an earlier one) and begins again, so a run holds twice the limit at most and its last
 * words are always there.
 */
final class RunLog {
  private static final int TAIL_BYTES = 2_048;
  private static final int TAIL_LINES = 80;

  private final Path file;
  private final long limit;

  RunLog(Path file, long limit) {
    this.file = file;
    this.limit = limit;
  }

  static Path file(Path directory, int restartCount) {
    return directory.resolve(restartCount + ".log");
  }

  /** The files of a run that are there, oldest first. */
  static List<Path> files(Path directory, int restartCount) {
    Path file = file(directory, restartCount);
    return Stream.of(aside(file), file).filter(Files::isRegularFile).toList();
  }

  /** Drops what is {@code kept} or more runs older than {@code newest}. */
  static void prune(Path directory, int newest, int kept) throws IOException {
    // Runs come one by one, so only one can have become too old.
    Path old = file(directory, newest - kept);
    Files.deleteIfExists(old);
    Files.deleteIfExists(aside(old));
  }

  /** Copies until {@code in} ends. */
  void copy(InputStream in) throws IOException {
    byte[] buffer = new byte[8_192];
    int read = 0;
    while (read >= 0) {
      try (OutputStream out = Files.newOutputStream(file)) {
        read = fill(in, out, buffer);
      }
      if (read >= 0) {
        Files.move(file, aside(file), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** Returns -1 at the end of {@code in}, else when the limit is reached. */
  private int fill(InputStream in, OutputStream out, byte[] buffer) throws IOException {
    long written = 0;
    int read = in.read(buffer);
    while (read >= 0) {
      out.write(buffer, 0, read);
      written += read;
      if (written >= limit) {
        return read;
      }
      read = in.read(buffer);
    }
    return read;
  }

  /** At most the last 80 lines and 2,048 bytes: Kubernetes' FallbackToLogsOnError. */
  String tail() throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] bytes = new byte[(int) Math.min(TAIL_BYTES, in.length())];
      in.seek(in.length() - bytes.length);
      in.readFully(bytes);
      List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      int from = Math.max(0, lines.size() - TAIL_LINES);
      return String.join("\n", lines.subList(from, lines.size()));
    }
  }

  private static Path aside(Path file) {
    return file.resolveSibling(file.getFileName() + ".1");
  }
}

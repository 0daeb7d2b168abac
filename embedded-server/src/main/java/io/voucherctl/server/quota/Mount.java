package io.voucherctl.server.quota;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One generation of a directory shaped like a mounted ConfigMap or Secret: a file per key. The
 * kubelet keeps the files behind a symlink {@code ..data} that it swaps in one step; reading goes
 * through its target, so that two generations never mix.
 *
 * @param revision text of {@code ..revision}, or a digest of the entries
 * @param unreadable key to reason
 */
record Mount(
    String revision, SortedMap<String, String> entries, SortedMap<String, String> unreadable) {
  private static final String DATA = "..data";
  private static final String REVISION = "..revision";
  private static final int LARGEST_ENTRY = 16 * 1024;
  private static final int LONGEST_REVISION = 64;

  /** Throws when the generation vanished while it was being read; the next attempt sees the new. */
  static Mount read(Path directory) throws IOException {
    Path generation = generation(directory);
    SortedMap<String, String> entries = new TreeMap<>();
    SortedMap<String, String> unreadable = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(generation)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (name.startsWith(".") || Files.isDirectory(file)) {
          continue;
        }
        try {
          entries.put(name, text(file));
        } catch (Unreadable | AccessDeniedException | CharacterCodingException e) {
          unreadable.put(name, e instanceof Unreadable ? e.getMessage() : "cannot be read");
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return new Mount(revision(directory, generation, entries), entries, unreadable);
  }

  /** Where the files of the present generation stand. */
  static Path generation(Path directory) throws IOException {
    Path data = directory.resolve(DATA);
    return Files.exists(data) ? data.toRealPath() : directory.toRealPath();
  }

  private static String revision(Path directory, Path generation, SortedMap<String, String> entries)
      throws IOException {
    for (Path place : new Path[] {generation.resolve(REVISION), directory.resolve(REVISION)}) {
      if (Files.isRegularFile(place)) {
        String text = text(place).strip();
        if (!text.isEmpty() && text.length() <= LONGEST_REVISION) {
          return text;
        }
      }
    }
    return digest(entries);
  }

  private static String text(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new Unreadable("not a file");
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(LARGEST_ENTRY + 1);
    }
    if (bytes.length > LARGEST_ENTRY) {
      throw new Unreadable("larger than " + LARGEST_ENTRY + " bytes");
    }
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  /** A revision for content that carries none: the same content, the same twelve digits. */
  static String digest(SortedMap<String, String> entries) {
    MessageDigest sha;
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    entries.forEach((name, text) -> {
      sha.update((name + '\0' + text + '\0').getBytes(StandardCharsets.UTF_8));
    });
    return HexFormat.of().formatHex(sha.digest(), 0, 6);
  }

  /** An entry that will not get better by trying again. */
  private static final class Unreadable extends IOException {
    private static final long serialVersionUID = 1L;

    Unreadable(String reason) {
      super(reason);
    }
  }
}

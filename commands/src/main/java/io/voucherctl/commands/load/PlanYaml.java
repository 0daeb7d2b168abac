package io.voucherctl.commands.load;

import io.voucherctl.commands.exit.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** A plan file as YAML nodes, which know their line and column. A hostile file costs little. */
final class PlanYaml {
  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_DEPTH = 20;

  /** Enough for every tenant; what they multiply to is limited by {@link PlanMistakes#visit}. */
  private static final int MOST_ALIASES = 10_000;

  private PlanYaml() {}

  /** What cannot be read as YAML at all is a {@link Failure.BadInput} of one line. */
  static Node read(Path file) {
    String text = text(file);
    LoaderOptions limits = new LoaderOptions();
    limits.setNestingDepthLimit(MOST_DEPTH);
    limits.setCodePointLimit(MOST_BYTES);
    limits.setMaxAliasesForCollections(MOST_ALIASES);
    Node root;
    try {
      root = new Yaml(new SafeConstructor(limits)).compose(new StringReader(text));
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      String place = mark == null ? "" : ":" + PlanMistakes.Place.of(mark);
      throw new Failure.BadInput(file + place + ": not YAML: " + oneLine(e.getProblem()));
    } catch (YAMLException e) {
      throw new Failure.BadInput(file + ": not YAML: " + oneLine(e.getMessage()));
    }
    if (root == null) {
      throw new Failure.BadInput(
          file + " is empty", "a plan begins with 'schema: " + PlanFile.SCHEMA + "'");
    }
    return root;
  }

  private static String text(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new Failure.BadInput(file + " is not a plan: it is larger than 1 MiB");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      throw new Failure.BadInput(file + " is not a plan: it is not text in UTF-8");
    } catch (NoSuchFileException _) {
      throw new Failure.BadInput("no plan file " + file);
    } catch (AccessDeniedException _) {
      throw new Failure.BadInput("cannot read plan file " + file + ": permission denied");
    } catch (IOException e) {
      throw new Failure.BadInput("cannot read plan file " + file + ": " + e.getMessage());
    }
  }

  private static String oneLine(@Nullable String text) {
    return String.valueOf(text).replaceAll("\\p{Cntrl}+", " ").strip();
  }
}

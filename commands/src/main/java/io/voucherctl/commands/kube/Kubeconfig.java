package io.voucherctl.commands.kube;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.voucherctl.commands.exit.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * The entries of one or several kubeconfig files. The first file that defines a name, or the
 * current context, wins: kubectl's rule.
 */
final class Kubeconfig {
  private static final ObjectReader READER =
      YAMLMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build()
          .readerFor(JsonNode.class);

  /** Far above any kubeconfig, far below what hurts. */
  private static final long MAX_BYTES = 8L << 20;

  private final List<Path> files;
  private final Map<String, Entry> clusters = new LinkedHashMap<>();
  private final Map<String, Entry> contexts = new LinkedHashMap<>();
  private final Map<String, Entry> users = new LinkedHashMap<>();
  private @Nullable String current;

  private Kubeconfig(List<Path> files) {
    this.files = files;
  }

  /** Reads files that must be there. */
  static Kubeconfig read(List<Path> files) {
    Kubeconfig config = new Kubeconfig(files);
    files.forEach(config::add);
    return config;
  }

  @Nullable Entry cluster(String name) {
    return clusters.get(name);
  }

  @Nullable Entry context(String name) {
    return contexts.get(name);
  }

  @Nullable Entry user(String name) {
    return users.get(name);
  }

  @Nullable String current() {
    return current;
  }

  /** The files, for a sentence. */
  String where() {
    return files.isEmpty()
        ? "any kubeconfig"
        : files.stream().map(Path::toString).collect(Collectors.joining(", "));
  }

  /** The contexts, for a hint. */
  String known() {
    return contexts.isEmpty()
        ? "no kubeconfig defines a context"
        : "known contexts: "
            + contexts.keySet().stream().sorted().collect(Collectors.joining(", "));
  }

  private void add(Path file) {
    JsonNode root = parse(file);
    collect(root, "cluster", clusters, file);
    collect(root, "context", contexts, file);
    collect(root, "user", users, file);
    String named = root.path("current-context").asText("");
    if (current == null && !named.isEmpty()) {
      current = named;
    }
  }

  private static void collect(JsonNode root, String kind, Map<String, Entry> into, Path file) {
    JsonNode list = root.path(kind + "s");
    if (list.isMissingNode() || list.isNull()) {
      return;
    }
    for (JsonNode item : list) {
      String name = item.path("name").asText("");
      JsonNode body = item.path(kind);
      if (name.isEmpty() || !(body.isObject() || body.isNull() || body.isMissingNode())) {
        throw new Failure.BadInput(file + " is not a kubeconfig: a broken entry in " + kind + "s");
      }
      into.putIfAbsent(name, new Entry(kind, name, body, file));
    }
  }

  private static JsonNode parse(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new Failure.BadInput(file + " is too large to be a kubeconfig");
      }
      JsonNode root = READER.readTree(Files.readAllBytes(file));
      if (root.isMissingNode() || root.isNull()) {
        return READER.createObjectNode();
      }
      if (!root.isObject()) {
        throw new Failure.BadInput(file + " is not a kubeconfig");
      }
      return root;
    } catch (JsonProcessingException e) {
      // The parser's own text quotes the line, and the line may be a secret.
      throw new Failure.BadInput(file + ", line " + line(e) + ": broken YAML");
    } catch (IOException e) {
      throw new Failure.BadInput("cannot read kubeconfig " + file);
    }
  }

  private static int line(JsonProcessingException e) {
    if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
      return marked.getProblemMark().getLine() + 1;
    }
    return e.getLocation() == null ? 1 : e.getLocation().getLineNr();
  }
}

package io.voucherctl.commands.pods;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voucherctl.commands.exit.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what {@code kubectl get pods -o json} wrote: a list or a single pod, from a file or, for
 * {@code -}, from stdin. ReplicaSets, Jobs and events in the same list are used too.
 */
public final class DumpPodReader implements PodReader {
  /** Some ten thousand pods; they are held in memory at once. */
  private static final int MAX_BYTES = 256 << 20;

  private static final String HINT = "write one with: kubectl get pods -A -o json > FILE";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final InputStream stdin;

  public DumpPodReader(Path file, InputStream stdin) {
    this.file = file;
    this.stdin = stdin;
  }

  @Override
  public PodReading read(PodQuery query) {
    JsonNode root = parse();
    List<PodSnapshot> pods = new ArrayList<>();
    Map<String, Owner> owners = new HashMap<>();
    List<PodEvent> events = new ArrayList<>();
    for (JsonNode object : objects(root)) {
      switch (kind(object, root)) {
        case "Pod" -> addPod(object, query, pods);
        case "Event" -> addEvent(object, events);
        default -> addOwner(object, owners);
      }
    }
    return new PodReading(pods, owners, events, scope(query), List.of());
  }

  private static void addPod(JsonNode object, PodQuery query, List<PodSnapshot> pods) {
    PodSnapshot pod = PodDocuments.pod(object);
    boolean anywhere = query.allNamespaces() || query.namespace() == null;
    if (anywhere || pod.namespace().equals(query.namespace())) {
      pods.add(pod);
    }
  }

  private static void addEvent(JsonNode object, List<PodEvent> events) {
    PodEvent event = PodDocuments.event(object);
    if (event != null && Cause.isEvidence(event)) {
      events.add(event);
    }
  }

  private static void addOwner(JsonNode object, Map<String, Owner> owners) {
    Owner owner = PodDocuments.owner(object);
    if (owner != null) {
      owners.put(object.path("metadata").path("uid").asText(), owner);
    }
  }

  private Iterable<JsonNode> objects(JsonNode root) {
    if (root.path("kind").asText().equals("Pod")) {
      return List.of(root);
    }
    if (!root.path("items").isArray()) {
      throw new Failure.BadInput(name() + " is not a list of pods", HINT);
    }
    return root.path("items");
  }

  /** The items of an API server's own PodList carry no kind; kubectl's do. */
  private static String kind(JsonNode object, JsonNode root) {
    String own = object.path("kind").asText();
    return own.isEmpty() && root.path("kind").asText().equals("PodList") ? "Pod" : own;
  }

  private JsonNode parse() {
    try {
      byte[] bytes = bytes();
      if (bytes.length > MAX_BYTES) {
        throw new Failure.BadInput(name() + " is larger than " + (MAX_BYTES >> 20) + " MiB", null);
      }
      return JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new Failure.BadInput(name() + ", line " + line + ": broken JSON", HINT);
    } catch (IOException e) {
      throw new Failure.BadInput("cannot read " + name());
    }
  }

  private byte[] bytes() throws IOException {
    if (isStdin()) {
      return stdin.readNBytes(MAX_BYTES + 1);
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MAX_BYTES + 1);
    }
  }

  private boolean isStdin() {
    return file.toString().equals("-");
  }

  private String name() {
    return isStdin() ? "stdin" : file.toString();
  }

  private String scope(PodQuery query) {
    return query.allNamespaces() || query.namespace() == null
        ? name()
        : "namespace " + query.namespace() + " of " + name();
  }
}

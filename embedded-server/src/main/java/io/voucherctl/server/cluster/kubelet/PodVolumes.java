package io.voucherctl.server.cluster.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.cluster.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A pod's volumes, brought up to date by looking at the store. Used by its pod's thread. */
final class PodVolumes {
  private static final Logger LOG = LoggerFactory.getLogger(PodVolumes.class);

  /** Why a volume cannot be shown yet. */
  record Problem(String volume, String why) {}

  private final ObjectStore store;
  private final PodId pod;
  private final List<VolumeSpec> volumes;
  private final PodDirectory directory;
  private final InstantSource clock;
  private final Map<String, String> shown = new HashMap<>();

  PodVolumes(
      ObjectStore store,
      PodId pod,
      List<VolumeSpec> volumes,
      PodDirectory directory,
      InstantSource clock) {
    this.store = store;
    this.pod = pod;
    this.volumes = volumes;
    this.directory = directory;
    this.clock = clock;
  }

  /** Shows every volume as the store has it now; empty when each has been shown at least once. */
  Optional<Problem> refresh() {
    Optional<Problem> first = Optional.empty();
    for (VolumeSpec volume : volumes) {
      Optional<Problem> problem = refresh(volume);
      if (problem.isPresent() && shown.containsKey(volume.name())) {
        LOG.warn("pod {}: volume {} keeps its former content", pod, problem.get());
      } else if (first.isEmpty()) {
        first = problem;
      }
    }
    return first;
  }

  private Optional<Problem> refresh(VolumeSpec volume) {
    try {
      return volume.kind().projected() ? project(volume) : prepare(volume);
    } catch (IOException | IllegalArgumentException e) {
      return Optional.of(new Problem(volume.name(), String.valueOf(e.getMessage())));
    }
  }

  private Optional<Problem> prepare(VolumeSpec volume) throws IOException {
    if (volume.kind() == VolumeSpec.Kind.EMPTY_DIR) {
      PodDirectory.create(directory.volume(volume.name()));
    }
    shown.put(volume.name(), "");
    return Optional.empty();
  }

  private Optional<Problem> project(VolumeSpec volume) throws IOException {
    ObjectStore.Key key =
        new ObjectStore.Key(volume.kind().resource, pod.namespace(), volume.source());
    Optional<ObjectNode> found = store.find(key);
    if (found.isEmpty()) {
      return absent(volume);
    }
    String revision = found.get().path("metadata").path("resourceVersion").asText();
    if (!revision.equals(shown.get(volume.name()))) {
      Map<String, byte[]> files = select(volume, contents(volume.kind(), found.get()));
      new Projection(directory.volume(volume.name()), clock).write(files, revision);
      shown.put(volume.name(), revision);
    }
    return Optional.empty();
  }

  /** What was shown once stays, as with the real kubelet. */
  private Optional<Problem> absent(VolumeSpec volume) throws IOException {
    if (shown.containsKey(volume.name())) {
      return Optional.empty();
    }
    if (volume.optional()) {
      new Projection(directory.volume(volume.name()), clock).write(Map.of(), "");
      shown.put(volume.name(), "");
      return Optional.empty();
    }
    String what = volume.kind().word + " \"" + volume.source() + "\" not found";
    return Optional.of(new Problem(volume.name(), what));
  }

  private static Map<String, byte[]> contents(VolumeSpec.Kind kind, JsonNode object) {
    Map<String, byte[]> contents = new TreeMap<>();
    boolean secret = kind == VolumeSpec.Kind.SECRET;
    for (Map.Entry<String, JsonNode> entry :
        object.path(secret ? "data" : "binaryData").properties()) {
      contents.put(entry.getKey(), Base64.getDecoder().decode(entry.getValue().asText()));
    }
    for (Map.Entry<String, JsonNode> entry :
        object.path(secret ? "stringData" : "data").properties()) {
      contents.put(entry.getKey(), entry.getValue().asText().getBytes(StandardCharsets.UTF_8));
    }
    return contents;
  }

  private static Map<String, byte[]> select(VolumeSpec volume, Map<String, byte[]> contents) {
    Map<String, byte[]> files = new TreeMap<>();
    if (volume.items().isEmpty()) {
      contents.forEach((key, content) -> files.put(VolumeSpec.fileName(key), content));
    }
    volume
        .items()
        .forEach((key, path) -> {
          byte[] content = contents.get(key);
          if (content == null && !volume.optional()) {
            throw new IllegalArgumentException(
                "references non-existent config key: " + key + " in " + volume.source());
          }
          if (content != null) {
            files.put(path, content);
          }
        });
    return files;
  }

  Path path(String volume) {
    return volumes.stream()
        .filter(spec -> spec.name().equals(volume) && spec.kind() == VolumeSpec.Kind.HOST_PATH)
        .findFirst()
        .map(spec -> Path.of(spec.source()))
        .orElseGet(() -> directory.volume(volume));
  }
}

package io.voucherctl.server.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The kubeconfig file that lets a client in. */
public final class Kubeconfig {
  private Kubeconfig() {}

  /**
   * Writes a kubeconfig with one context, which is current. The file is readable by its owner only
   * from its first byte on, and is there whole or not at all.
   */
  public static void write(
      Path file, URI server, String token, String contextName, String namespace)
      throws IOException {
    byte[] yaml =
        new YAMLMapper().writeValueAsBytes(document(server, token, contextName, namespace));
    Path target = file.toAbsolutePath();
    Path draft =
        Files.createTempFile(
            target.getParent(),
            ".kubeconfig",
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.write(draft, yaml);
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static ObjectNode document(URI server, String token, String name, String namespace) {
    ObjectNode config = Json.object();
    config.put("apiVersion", "v1");
    config.put("kind", "Config");
    ObjectNode cluster = config.putArray("clusters").addObject().put("name", name);
    cluster.putObject("cluster").put("server", server.toString());
    ObjectNode user = config.putArray("users").addObject().put("name", name);
    user.putObject("user").put("token", token);
    ObjectNode context = config.putArray("contexts").addObject().put("name", name);
    context.putObject("context").put("cluster", name).put("user", name).put("namespace", namespace);
    config.put("current-context", name);
    return config;
  }
}

package io.voucherctl.commands.kube;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who we are to the API server, as a kubeconfig's user entry describes it.
 *
 * @param tokenFile read again for every request, because its owner rotates it
 */
public record KubeUser(
    String name,
    @Nullable String token,
    @Nullable Path tokenFile,
    @Nullable Login login,
    @Nullable ClientCertificate certificate,
    @Nullable ExecPlugin exec,
    @Nullable Impersonation impersonation) {

  /** Sends nothing: what a context without a user means. */
  public static final KubeUser ANONYMOUS =
      new KubeUser("(none)", null, null, null, null, null, null);

  /** Basic authentication. */
  public record Login(String username, String password) {
    @Override
    public String toString() {
      return "Login[" + username + "]";
    }
  }

  /** A TLS client certificate and its key, both PEM. */
  public record ClientCertificate(String certificate, String key) {
    @Override
    public String toString() {
      return "ClientCertificate[]";
    }
  }

  /** Acting as somebody else: the {@code Impersonate-*} headers. */
  public record Impersonation(
      String user, @Nullable String uid, List<String> groups, Map<String, List<String>> extra) {}

  /** Without secrets: a record's own would print them into any log. */
  @Override
  public String toString() {
    return "KubeUser[" + name + "]";
  }
}

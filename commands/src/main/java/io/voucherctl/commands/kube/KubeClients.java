package io.voucherctl.commands.kube;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.voucherctl.commands.exit.Failure;
import io.voucherctl.commands.kube.KubeUser.ClientCertificate;
import io.voucherctl.commands.kube.KubeUser.Impersonation;
import io.voucherctl.commands.kube.KubeUser.Login;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes clients from resolved connections, and from nothing else: no environment, no default file,
 * no service account.
 */
public final class KubeClients {
  private final ExecRunner plugins;
  private final InstantSource clock;

  public KubeClients(ExecRunner plugins, InstantSource clock) {
    this.plugins = plugins;
    this.clock = clock;
  }

  /** Runs the user's exec plugin, if it has one; the server is not contacted yet. */
  public KubeSession open(KubeConnection connection, KubeTimeouts timeouts) {
    Config config = config(connection, timeouts);
    try {
      return new KubeSession(
          new KubernetesClientBuilder()
              .withConfig(config)
              .withHttpClientFactory(new KubeTransport(config, connection.server()))
              .build(),
          connection,
          timeouts.alive());
    } catch (KubernetesClientException e) {
      // Certificates and keys are parsed here; their text stays out of ours.
      throw new Failure.BadInput(
          "context '"
              + connection.context()
              + "': a certificate or key of its cluster or user entry cannot be read");
    }
  }

  Config config(KubeConnection connection, KubeTimeouts timeouts) {
    KubeUser user = connection.user();
    ExecCredential given = given(connection);
    TokenSource tokens = tokens(connection, given);
    ConfigBuilder config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(connection.server().url().toString())
            .withNamespace(connection.namespace())
            .withUserAgent("voucherctl")
            .withConnectionTimeout(Math.toIntExact(timeouts.connect().toMillis()))
            .withRequestTimeout(Math.toIntExact(timeouts.request().toMillis()))
            .withRequestRetryBackoffLimit(0)
            // Always a provider: without one the client would look for a configuration of its own.
            .withOauthTokenProvider(tokens::token);
    trust(config, connection.server());
    certificate(config, given != null ? given.certificate() : user.certificate());
    login(config, user.login());
    impersonate(config, user.impersonation());
    proxy(config, connection.server().proxy());
    return config.build();
  }

  private @Nullable ExecCredential given(KubeConnection connection) {
    KubeUser user = connection.user();
    boolean fixed = user.token() != null || user.tokenFile() != null || user.login() != null;
    return user.exec() == null || fixed ? null : plugins.run(user.exec(), connection.server());
  }

  private TokenSource tokens(KubeConnection connection, @Nullable ExecCredential given) {
    KubeUser user = connection.user();
    if (user.tokenFile() != null) {
      return TokenSource.file(user.tokenFile(), firstToken(user, user.tokenFile()));
    }
    ExecPlugin plugin = user.exec();
    if (given != null && plugin != null) {
      return TokenSource.plugin(given, () -> plugins.run(plugin, connection.server()), clock);
    }
    String token = user.token() == null ? "" : user.token();
    return () -> token;
  }

  private static String firstToken(KubeUser user, Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new Failure.BadInput(
          "user '" + user.name() + "': tokenFile: cannot read " + file, null);
    }
  }

  private static void trust(ConfigBuilder config, KubeServer server) {
    config.withTrustCerts(server.insecure());
    if (server.certificateAuthority() != null) {
      config.withCaCertData(base64(server.certificateAuthority()));
    }
  }

  private static void certificate(ConfigBuilder config, @Nullable ClientCertificate certificate) {
    if (certificate != null) {
      config.withClientCertData(base64(certificate.certificate()));
      config.withClientKeyData(base64(certificate.key()));
      config.withClientKeyAlgo(KeyAlgorithm.of(certificate.key()));
    }
  }

  private static void login(ConfigBuilder config, @Nullable Login login) {
    if (login != null) {
      config.withUsername(login.username()).withPassword(login.password());
    }
  }

  private static void impersonate(ConfigBuilder config, @Nullable Impersonation as) {
    if (as != null) {
      config.withImpersonateUsername(as.user());
      config.withImpersonateGroups(as.groups().toArray(String[]::new));
      config.withImpersonateExtras(new LinkedHashMap<>(as.extra()));
      if (as.uid() != null) {
        config.withCustomHeaders(Map.of("Impersonate-Uid", as.uid()));
      }
    }
  }

  /** Fabric8 asks one of two settings, depending on the server's scheme: both are set. */
  private static void proxy(ConfigBuilder config, @Nullable URI proxy) {
    if (proxy == null) {
      return;
    }
    String address = proxy.getScheme() + "://" + proxy.getHost() + ":" + proxy.getPort();
    config.withHttpProxy(address).withHttpsProxy(address);
    if (proxy.getRawUserInfo() != null) {
      String[] login = proxy.getRawUserInfo().split(":", 2);
      config.withProxyUsername(decoded(login[0]));
      config.withProxyPassword(login.length > 1 ? decoded(login[1]) : "");
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String base64(String pem) {
    return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.ISO_8859_1));
  }
}

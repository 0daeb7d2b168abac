package io.voucherctl.commands.kube;

import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Whether a PEM private key is EC or RSA: Fabric8 has to be told. */
final class KeyAlgorithm {
  private KeyAlgorithm() {}

  static String of(String pem) {
    if (pem.contains("BEGIN EC PRIVATE KEY")) {
      return "EC";
    }
    return pem.contains("BEGIN PRIVATE KEY") && isEllipticCurve(pem) ? "EC" : "RSA";
  }

  private static boolean isEllipticCurve(String pem) {
    String body = pem.replaceAll("(?s)^.*-----BEGIN PRIVATE KEY-----|-----END.*$", "");
    try {
      byte[] der = Base64.getMimeDecoder().decode(body);
      KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
      return true;
    } catch (InvalidKeySpecException | IllegalArgumentException e) {
      return false;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK knows EC", e);
    }
  }
}

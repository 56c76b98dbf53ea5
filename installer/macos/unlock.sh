#!/usr/bin/env bash
# On a build machine: puts the signing certificate into a keychain of its own and tells later steps who signs.
# Without a certificate nothing is done, and the build is unsigned.
set -euo pipefail

if [ -z "${CERTIFICATE:-}" ]; then
  echo "no certificate: the build will not be signed"
  exit 0
fi

keychain="${RUNNER_TEMP:?}/signing.keychain-db"
password=$(uuidgen)
security create-keychain -p "$password" "$keychain"
security set-keychain-settings -lut 7200 "$keychain"
security unlock-keychain -p "$password" "$keychain"

echo "$CERTIFICATE" | base64 --decode >"$RUNNER_TEMP/certificate.p12"
security import "$RUNNER_TEMP/certificate.p12" -k "$keychain" -P "${CERTIFICATE_PASSWORD:?}" -T /usr/bin/codesign
rm "$RUNNER_TEMP/certificate.p12"
security set-key-partition-list -S apple-tool:,apple: -k "$password" "$keychain" >/dev/null
security list-keychains -d user -s "$keychain" login.keychain
echo "CLEANRACK_APPLE_IDENTITY=${IDENTITY:?}" >>"${GITHUB_ENV:?}"

if [ -n "${NOTARY_KEY:-}" ]; then
  echo "$NOTARY_KEY" >"$RUNNER_TEMP/notary.p8"
  xcrun notarytool store-credentials cleanrack \
    --key "$RUNNER_TEMP/notary.p8" --key-id "${NOTARY_KEY_ID:?}" --issuer "${NOTARY_ISSUER:?}"
  rm "$RUNNER_TEMP/notary.p8"
  echo "CLEANRACK_NOTARY_PROFILE=cleanrack" >>"$GITHUB_ENV"
fi

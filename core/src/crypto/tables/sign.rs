//! ECDSA signing with the generator's table: otherwise the same as `k256`'s own, which gives the same bytes.

use k256::elliptic_curve::ops::Reduce;
use k256::elliptic_curve::{Curve, PrimeField};
use k256::{FieldBytes, Scalar, Secp256k1};
use rfc6979::KGenerator;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::generator::x_of_product;
use crate::crypto::{Digest, PrivateKey, Signature};

/// RFC 6979 with SHA-256, low S. The next k is taken where r or s is zero, which nobody has ever seen.
pub(in crate::crypto) fn sign(key: &PrivateKey, digest: &Digest) -> Signature {
    let secret = key.key.as_nonzero_scalar();
    let secret_bytes = Zeroizing::new(secret.to_repr());
    let mut candidates = KGenerator::<Sha256, _>::new(&secret_bytes, digest, &[], Secp256k1::ORDER.as_ref());
    let digest = <Scalar as Reduce<FieldBytes>>::reduce(&(*digest).into());
    let mut k_bytes = Zeroizing::new(FieldBytes::default());
    loop {
        candidates.fill_next_k(&mut k_bytes);
        let Some(k) = Option::<Scalar>::from(Scalar::from_repr(*k_bytes)).map(Zeroizing::new) else {
            continue;
        };
        let Some(inverse) = Option::<Scalar>::from(k.invert()).map(Zeroizing::new) else {
            continue;
        };
        let Some(x) = x_of_product(&k) else {
            continue;
        };
        let r = <Scalar as Reduce<FieldBytes>>::reduce(&x);
        let s = inverse.mul(&(r.mul(secret).add(&digest)));
        if let Ok(inner) = k256::ecdsa::Signature::from_scalars(r, s) {
            return Signature { inner: inner.normalize_s() };
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::PrivateKey;
    use crate::crypto::{double_sha256, plain};

    #[test]
    fn gives_the_bytes_that_the_plain_way_gives() {
        for number in 0..500_u32 {
            let key = PrivateKey::from_bytes(&double_sha256(&number.to_le_bytes())).unwrap();
            let digest = double_sha256(&number.to_be_bytes());
            assert!(super::sign(&key, &digest) == plain::sign(&key, &digest).unwrap(), "{number}");
        }
        // A digest above the order, and the smallest one.
        let key = PrivateKey::parse(&"1f".repeat(32)).unwrap();
        for digest in [[0xff; 32], [0; 32]] {
            assert!(super::sign(&key, &digest) == plain::sign(&key, &digest).unwrap());
        }
    }
}

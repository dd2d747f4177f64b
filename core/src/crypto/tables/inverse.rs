//! Many inverses for the price of one and three products each.

// Field elements and scalars don't overflow.
#![allow(clippy::arithmetic_side_effects)]

use core::ops::MulAssign;

/// Inverts what `field` finds in each item. No such value may be zero.
///
/// `invert` gives the inverse of their product; where it gives nothing, nothing is changed.
pub(super) fn invert_all<T, F: Copy + MulAssign>(
    items: &mut [T],
    field: impl Fn(&mut T) -> &mut F,
    invert: impl Fn(F) -> Option<F>,
) {
    let mut products = alloc::vec::Vec::with_capacity(items.len());
    for item in items.iter_mut() {
        let mut product = *field(item);
        if let Some(&before) = products.last() {
            product *= before;
        }
        products.push(product);
    }
    let Some(mut inverse) = products.pop().and_then(invert) else {
        return;
    };
    for item in items.iter_mut().rev() {
        let value = field(item);
        let own = *value;
        *value = inverse;
        if let Some(before) = products.pop() {
            *value *= before;
        }
        inverse *= own;
    }
}

#[cfg(test)]
mod tests {
    use k256::Scalar;

    use super::invert_all;

    #[test]
    fn each_value_times_its_inverse_is_one() {
        for count in 0..9_u64 {
            let values: alloc::vec::Vec<Scalar> = (0..count).map(|number| Scalar::from(number * number + 3)).collect();
            let mut inverses = values.clone();
            invert_all(&mut inverses, |value| value, |product| Option::from(product.invert_vartime()));
            for (value, inverse) in values.iter().zip(&inverses) {
                assert!(value * inverse == Scalar::ONE);
            }
        }
    }
}

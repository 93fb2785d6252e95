/// How open a model is by what of it is there and under which licences: the Model Openness Framework's classes
/// (White et al. 2024, arXiv 2403.13784), as its own tool computes them, and the definition of the Open Source
/// Initiative (OSAID).
@NullMarked
package plimsoll.domain.openness;

import org.jspecify.annotations.NullMarked;

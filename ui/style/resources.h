// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tearsheet {

/// Makes icons, syntax definitions and the sample vault readable under `:/tearsheet`. A library's resources are not
/// there by themselves; calling it again costs nothing.
void loadResources();

} // namespace tearsheet
